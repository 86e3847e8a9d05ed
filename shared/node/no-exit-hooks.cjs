// Stands in for `signal-exit` in the bundles: takes the handler that proper-lockfile would run when the process ends
// and never calls it. `lock.ts` says why.
module.exports = () => () => undefined;
