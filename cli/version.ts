// The version of this build, from package.json.
declare const __VERSION__: string;

export const VERSION: string = __VERSION__;
