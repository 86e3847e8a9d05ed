// Tells when an element comes into a document, or from one window's document into another's.

interface Watched {
  element: HTMLElement;
  /** The document that it was in at the last look; `null` when it was in none. */
  seenIn: Document | null;
  listener(): void;
}

const watched = new Set<Watched>();

/** Observes a document for as long as its window lives. */
export function observeInsertions(doc: Document): void {
  new MutationObserver(look).observe(doc, { childList: true, subtree: true });
}

/** Returns what ends it. */
export function onInserted(element: HTMLElement, listener: () => void): () => void {
  const entry: Watched = { element, listener, seenIn: element.isConnected ? element.doc : null };
  watched.add(entry);
  return () => { watched.delete(entry); };
}

function look(): void {
  for (const entry of [...watched]) {
    const now = entry.element.isConnected ? entry.element.doc : null;
    const came = now !== null && now !== entry.seenIn;
    entry.seenIn = now;
    if (came) entry.listener();
  }
}
