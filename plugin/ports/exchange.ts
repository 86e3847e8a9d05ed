// Changing the text of a note through the app: what is compared and what is written lie inside one call of the app's.

/** `Vault.process` or `DataAdapter.process` of one note. */
export type Process = (change: (text: string) => string) => Promise<unknown>;

/** Puts `after` in the place of `before`; answers the text that was there instead, `null` when it was `before`. */
export async function exchange(process: Process, before: string, after: string): Promise<string | null> {
  let met: string | null = null;
  await process((text) => {
    if (withoutBom(text) === withoutBom(before)) return after;
    met = text;
    return text;
  });
  return met;
}

/** The app may leave the mark out when it reads. */
function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
