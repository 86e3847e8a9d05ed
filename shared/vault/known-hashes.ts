// Hashes of contents in the order in which a cache has them. Most are asked for in that order.
import { HASH_LENGTH } from './row-format';
import type { Sha256 } from './ports';

/** Hashes that are looked for in the text of all before a map is made, which takes as long as some twenty of them. */
const SEARCHES = 16;

export class KnownHashes {
  private likely = 0;
  private searches = 0;
  private places: Map<Sha256, number> | null = null;

  /** @param joined one after the other */
  constructor(private readonly joined: string) {}

  get length(): number {
    return this.joined.length / HASH_LENGTH;
  }

  at(place: number): Sha256 {
    return this.joined.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH);
  }

  /** The place of a hash, or -1. */
  find(sha256: Sha256): number {
    if (sha256.length !== HASH_LENGTH) return -1;
    // A content that is not asked for any more stands before the next one that is.
    const place = this.isAt(this.likely, sha256) ? this.likely : this.isAt(this.likely + 1, sha256) ? this.likely + 1 : this.search(sha256);
    if (place >= 0) this.likely = place + 1;
    return place;
  }

  private isAt(place: number, sha256: Sha256): boolean {
    return this.joined.startsWith(sha256, place * HASH_LENGTH);
  }

  private search(sha256: Sha256): number {
    if (this.searches < SEARCHES) {
      this.searches += 1;
      const at = this.joined.indexOf(sha256);
      if (at % HASH_LENGTH === 0) return at / HASH_LENGTH;
      if (at < 0) return -1;
    }
    this.places ??= new Map(Array.from({ length: this.length }, (_, place) => [this.at(place), place]));
    return this.places.get(sha256) ?? -1;
  }
}
