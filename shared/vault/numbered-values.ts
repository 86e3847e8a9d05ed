// Different values as caches in columns have them: each once, as JSON, under a number.
import type { PropertyValue } from '../note/frontmatter';

/** Numbers values. Most are texts that come again and again: these are written once. */
export class NumberedValues {
  readonly written: string[] = [];
  private readonly texts = new Map<string, number>();
  private readonly others = new Map<string, number>();
  private emptyList: number | null = null;

  /** @param first the number of the first that is written, after those of values that are {@link know}n */
  constructor(private readonly first = 0) {}

  /** Gives the value the number that it has elsewhere. */
  know(value: PropertyValue, number: number): void {
    if (typeof value === 'string') this.texts.set(value, number);
    else this.others.set(JSON.stringify(value), number);
  }

  of(value: PropertyValue): number {
    if (typeof value === 'string') return this.texts.get(value) ?? this.add(this.texts, value, JSON.stringify(value));
    if (Array.isArray(value) && value.length === 0) return (this.emptyList ??= this.write('[]'));
    const json = JSON.stringify(value);
    return this.others.get(json) ?? this.add(this.others, json, json);
  }

  /** Where the JSON of each ends in that of all. */
  ends(): Uint32Array {
    const ends = new Uint32Array(this.written.length);
    let end = 0;
    this.written.forEach((json, at) => {
      end += json.length;
      ends[at] = end;
    });
    return ends;
  }

  private add(numbers: Map<string, number>, key: string, json: string): number {
    const number = this.write(json);
    numbers.set(key, number);
    return number;
  }

  private write(json: string): number {
    return this.first + this.written.push(json) - 1;
  }
}

/** Decodes each value when it is first asked for. Values are shared, so they can't be changed. */
export class StoredValues {
  private readonly decoded: (PropertyValue | undefined)[];
  private readonly first: number;

  /** @param before which have the numbers before these */
  constructor(private readonly json: string, private readonly ends: Uint32Array, private readonly before: StoredValues | null = null) {
    this.decoded = new Array<PropertyValue | undefined>(ends.length);
    this.first = before?.length ?? 0;
  }

  get length(): number {
    return this.first + this.ends.length;
  }

  at(number: number): PropertyValue {
    if (this.before && number < this.first) return this.before.at(number);
    const own = number - this.first;
    const known = this.decoded[own];
    if (known !== undefined) return known;
    const value = decode(this.json.slice(own === 0 ? 0 : this.ends[own - 1], this.ends[own]));
    this.decoded[own] = value;
    return value;
  }
}

function decode(json: string): PropertyValue {
  // Most are texts that JSON only puts quotes around.
  if (json.startsWith('"') && !json.includes('\\')) return json.slice(1, -1);
  return Object.freeze(JSON.parse(json) as PropertyValue) as PropertyValue;
}
