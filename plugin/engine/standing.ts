// Whether a person can decide here, and if not, why: the one sentence that every view shows and every decision asks.

export type Standing =
  | { kind: 'starting' }
  | { kind: 'deciding'; person: string }
  /** Everything is shown, nothing is decided. `remedy`: what the person can do about it in the app. */
  | { kind: 'reading'; why: string; remedy: 'name' | 'govern' | null }
  /** The vault's settings can't be read; nothing is shown. */
  | { kind: 'failed'; why: string };

export const NO_NAME: Standing = {
  kind: 'reading', remedy: 'name',
  why: 'Decisions are recorded under your name, and this device does not know it yet.',
};

export const NO_LEDGER_HERE: Standing = {
  kind: 'reading', remedy: null,
  why: 'The record of this vault (.touchstone) did not come to this device, so nothing can be decided here.',
};

export const NOT_GOVERNED: Standing = {
  kind: 'reading', remedy: 'govern',
  why: 'This vault is not governed yet, so nothing can be decided here.',
};
