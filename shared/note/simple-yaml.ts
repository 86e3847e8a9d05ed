// Reads properties as verbs and the app write them: one key a line, plain or quoted texts, lists of them below their key.
// That is all that most notes hold, and an index that is made anew reads all of them. `null` for anything else.
import type { PropertyValue } from './frontmatter';
import { INDICATORS } from './plain-inline';
import { plainValue } from './plain-scalar';
import { PropertyNames, type PropertyList } from './property-list';

const KEY = /^[A-Za-z_][\w-]{0,99}$/;
const ITEM = '  - ';
const SPACE = 0x20;
/** More are looked through one by one too often. */
const MOST_KEYS = 100;
/** Runs of keys: notes that all have keys of their own are not to fill the memory of a process that lives. */
const MOST_REMEMBERED = 10_000;
let remembered = 0;

/** The keys of a note up to one of them. Notes mostly have the keys of the one before, so each is first looked for there. */
class KeyRun {
  /** The last key with its colon. */
  readonly head: string;
  /** What came after it the last time. */
  likely: KeyRun | null = null;
  private readonly next = new Map<string, KeyRun>();

  constructor(readonly names: PropertyNames) {
    this.head = `${names.all.at(-1) ?? ''}:`;
  }

  /** With one more key; `null` when it is there already, or when there are too many. */
  with(key: string): KeyRun | null {
    if (this.names.all.includes(key) || this.names.all.length >= MOST_KEYS) return null;
    const known = this.next.get(key);
    if (known !== undefined) return (this.likely = known);
    const run = new KeyRun(new PropertyNames([...this.names.all, key]));
    if (remembered < MOST_REMEMBERED) this.next.set(key, run);
    remembered += 1;
    return (this.likely = run);
  }
}

const NO_KEYS = new KeyRun(new PropertyNames([]));

/** @param text without anything unusual (`plain-yaml.ts`); it answers as the plain reader does, or `null` */
export function readSimpleYaml(text: string): PropertyList | null {
  const values: PropertyValue[] = [];
  let run = NO_KEYS;
  /** The list below the key, once it has an item; only a key without a value of its own may have one. */
  let list: PropertyValue[] | null = null;
  let mayHaveList = false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return null;
    if (text.charCodeAt(at) === SPACE) {
      const item = mayHaveList && text.startsWith(ITEM, at) ? simpleValue(text.slice(at + ITEM.length, end)) : undefined;
      if (item === undefined) return null;
      if (list === null) values[values.length - 1] = list = [];
      list.push(item);
    } else {
      const next: KeyRun | null = run.likely !== null && text.startsWith(run.likely.head, at) ? run.likely : keyAt(text, at, end, run);
      if (next === null) return null;
      run = next;
      const valueStart = at + run.head.length;
      if (valueStart < end && text.charCodeAt(valueStart) !== SPACE) return null;
      mayHaveList = valueStart + 1 >= end;
      list = null;
      const value = mayHaveList ? null : simpleValue(text.slice(valueStart + 1, end));
      if (value === undefined) return null;
      values.push(value);
    }
    at = end + 1;
  }
  return { names: run.names, values };
}

function keyAt(text: string, at: number, end: number, run: KeyRun): KeyRun | null {
  const colon = text.indexOf(':', at);
  const key = text.slice(at, colon);
  return colon < 0 || colon >= end || !KEY.test(key) ? null : run.with(key);
}

/** `undefined` for what is not simple. */
function simpleValue(source: string): PropertyValue | undefined {
  if (source === '[]') return [];
  const first = source.charAt(0);
  if (first === '"') return isWholeQuote(source) ? source.slice(1, -1) : undefined;
  const last = source.charAt(source.length - 1);
  const isPlain = first !== '' && first !== ' ' && first !== '-' && !INDICATORS.includes(first)
    && last !== ' ' && last !== ':' && last !== '\r' && !source.includes(': ') && !source.includes(' #');
  return isPlain ? plainValue(source) : undefined;
}

function isWholeQuote(source: string): boolean {
  return source.length > 1 && source.indexOf('"', 1) === source.length - 1 && !source.includes('\\');
}
