// How long the fields of a vault's notes are on average, which BM25+ measures every note against. Exact as long as the
// vault is small; in a large one estimated from notes spread evenly over it, because counting the words of every note
// would cost many times what the search does.
import type { SearchDocument } from './document';
import { byField, type Field } from './parameters';

/** Up to so many notes all are measured. */
const MEASURED_WHOLLY = 256;
/**
 * Of more notes about so many are. On vaults of 1,000 and 10,000 notes the average of the body was then within 2 % of the
 * exact one, of headings within 6 %; of a field that few notes have (tags of one in twenty) only the order of magnitude.
 */
const MEASURED_OF_MORE = 96;

/** Texts up to so many characters are kept until it is known which of their fields have to be measured. */
const KEPT = 100_000;

interface Sample {
  size: number;
  length: (field: Field) => number;
}

export class AverageLengths {
  private readonly samples: Sample[] = [];
  private readonly known = new Map<Field, number>();
  private readonly step: number;
  private notes = 0;
  private size = 0;

  /**
   * @param expected how many notes there will be at most
   * @param measure different terms in a field of a note
   */
  constructor(expected: number, private readonly measure: (note: SearchDocument, field: Field) => number) {
    this.step = expected <= MEASURED_WHOLLY ? 1 : Math.floor(expected / MEASURED_OF_MORE);
  }

  /** Counts a note by the size of its text; true when it is to be given to {@link keep}. */
  count(size: number): boolean {
    this.size += size;
    this.notes += 1;
    return (this.notes - 1) % this.step === 0;
  }

  /** A note that is measured once an average is asked for. */
  keep(note: SearchDocument): void {
    const size = note.text.length;
    const measured = size > KEPT ? byField((field) => this.measure(note, field)) : null;
    this.samples.push({ size, length: (field) => measured?.[field] ?? this.measure(note, field) });
  }

  /** Notes counted. */
  get total(): number {
    return this.notes;
  }

  /** Of a field. Never 0: one that is empty in all measured notes counts as one term long. */
  of(field: Field): number {
    const known = this.known.get(field);
    if (known !== undefined) return known;
    const { samples } = this;
    const average = samples.reduce((sum, { length }) => sum + length(field), 0) / Math.max(1, samples.length);
    // Long notes hold more words: what the measured ones have too much or too little of, the size of all corrects.
    const measuredSize = samples.reduce((sum, { size }) => sum + size, 0);
    const correction = this.step === 1 || measuredSize === 0 ? 1 : (this.size / this.notes) / (measuredSize / samples.length);
    const length = (field === 'body' ? average * correction : average) || 1;
    this.known.set(field, length);
    return length;
  }
}
