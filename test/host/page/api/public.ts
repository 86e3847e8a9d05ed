// A class of the app's typings without what is protected in it, so that a class of the host can promise all the rest.
export type Public<T> = Pick<T, keyof T>;
