// What the links of a vault lead to: the same words are looked up once, but where the answer depends on the note, and
// mostly in an earlier command.
import type { GraphedNote, GraphedNotes } from '../../../vault/graphed-note';
import type { GraphTable } from '../../../vault/graph-table';
import type { Io } from '../../../vault/io';
import type { VaultView } from '../../../vault/view';
import { aliasesOf, catalogueOf, resolutionTo, resolveAlias, resolveAnywhere, resolveLink, type Catalogue, type CatalogueFile, type Resolution } from '../../link-resolution';
import { endsOf, kindAt, LINK_ENDS, placeAt, surePlaceAt } from './link-ends';

class LinkResolver {
  /** By the number of the words; `null` where the answer depends on the note. */
  private readonly known: (Resolution | null | undefined)[];
  /** Of the first of the words, as they were kept. */
  private ends: Uint32Array = new Uint32Array();
  private made: Catalogue | null = null;
  private aliases: Catalogue['byAlias'] | null = null;

  /**
   * @param files the notes first
   * @param texts how many the notes' tables number together
   */
  constructor(readonly files: readonly CatalogueFile[], texts: number) {
    this.known = new Array<Resolution | null | undefined>(texts);
  }

  /** Made when something has to be looked up. */
  get catalogue(): Catalogue {
    return (this.made ??= catalogueOf(this.files));
  }

  /** Takes what is kept for these files, or keeps it. */
  *recall(view: VaultView, stored: GraphTable): Io<void> {
    const names = yield* view.sha256(this.files.map(({ path }) => path).join('\0'));
    const memory = { name: 'link-ends', source: `${LINK_ENDS}-${stored.identity ?? ''}-${names}` };
    this.ends = yield* view.rememberedNumbers(memory, () => endsOf(stored, this.catalogue));
  }

  /** The place of the file that a link leads to, where that can be told without more ado; else -1, and it has to be resolved. */
  place({ table }: GraphedNote, link: number): number {
    return surePlaceAt(this.ends[table.number('links', link)] ?? 0);
  }

  /** @param link its place among those of the note's table */
  resolve({ path, table }: GraphedNote, link: number): Resolution {
    const number = table.number('links', link);
    let known = this.known[number];
    if (known === undefined) {
      known = this.look(table, number);
      this.known[number] = known;
    }
    return known ?? resolveLink(table.words(number), path, this.catalogue);
  }

  private look(table: GraphTable, number: number): Resolution | null {
    const words = table.words(number);
    const end = this.ends[number] ?? 0;
    const kind = kindAt(end);
    switch (kind) {
      case 'unkept': return resolveAnywhere(words, this.catalogue);
      case 'aliases': return resolveAlias(words, (this.aliases ??= aliasesOf(this.files)));
      case 'system': return resolutionTo(null, kind, words);
      default: return resolutionTo(this.files[placeAt(end)] ?? null, kind, words);
    }
  }
}

export type { LinkResolver };

export function* linkResolver(view: VaultView, { notes, unread, others, stored, texts }: GraphedNotes): Io<LinkResolver> {
  const files: CatalogueFile[] = [...notes];
  for (const path of [...unread, ...others]) files.push({ path });
  const resolver = new LinkResolver(files, texts);
  if (stored) yield* resolver.recall(view, stored);
  return resolver;
}
