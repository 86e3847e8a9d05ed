// Reads the YAML that nearly all properties are: keys with plain or quoted values, and lists of them. It leaves all
// else to the real parser, which takes fifty times as long.

type Scalar = string | number | boolean | null;

const KEY = /^([A-Za-z][\w-]*):(?: +(.*?))? *$/;
const ITEM = /^( *)-(?: +(.*?))? *$/;
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/;
/** Letters first, and nothing in it that YAML could mean something by. */
const PLAIN = /^[A-Za-z][\w ./()+-]*$/;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/;
const QUOTED = /^"([^"\\]*)"$|^'([^']*)'$/;
/** Words that are no texts in YAML 1.2. */
const WORDS = new Map<string, Scalar>([
  ...['true', 'True', 'TRUE'].map((word): [string, Scalar] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, Scalar] => [word, false]),
  ...['null', 'Null', 'NULL'].map((word): [string, Scalar] => [word, null]),
]);

/** A key without a value: a list may follow it. */
interface OpenList {
  items: Scalar[] | null;
  indent: number;
}

/** `null` when there is anything in it that this doesn't read. */
export function readPlainMapping(yaml: string): Record<string, unknown> | null {
  const entries = new Map<string, Scalar | OpenList>();
  let open: OpenList | null = null;
  for (const line of yaml.split(/\r?\n/)) {
    if (line === '') continue;
    const item = ITEM.exec(line);
    if (item) {
      if (!open || !addItem(open, item[1]?.length ?? 0, scalarOf(item[2]))) return null;
      continue;
    }
    const [, key, value] = KEY.exec(line) ?? [];
    if (key === undefined || entries.has(key)) return null;
    open = value === undefined || value === '' ? { items: null, indent: 0 } : null;
    const entry = open ?? scalarOf(value);
    if (entry === undefined) return null;
    entries.set(key, entry);
  }
  if (entries.size === 0) return null;
  return Object.fromEntries([...entries].map(([key, entry]) => [key, typeof entry === 'object' && entry !== null ? entry.items : entry]));
}

function addItem(list: OpenList, indent: number, value: Scalar | undefined): boolean {
  if (value === undefined || (list.items && list.indent !== indent)) return false;
  list.indent = indent;
  list.items = [...list.items ?? [], value];
  return true;
}

function scalarOf(text: string | undefined): Scalar | undefined {
  if (text === undefined || text === '') return null;
  if (WORDS.has(text)) return WORDS.get(text);
  if (NUMBER.test(text)) return Number(text);
  if (PLAIN.test(text) || DATE.test(text)) return text;
  const quoted = QUOTED.exec(text);
  return quoted ? quoted[1] ?? quoted[2] : undefined;
}
