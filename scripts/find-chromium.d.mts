// Types of find-chromium.mjs for the tests.
export declare function findChromium(): string;
