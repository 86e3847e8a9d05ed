// Walks the whole record: every ledger's chain, every baseline against its note, every object that should be there.
import type { DriftReport } from '../vault/drift';
import type { Io } from '../vault/io';
import { wait } from '../vault/io';
import type { BrokenLink } from '../vault/ledger';
import { listLedgers, readLines, walkChain } from '../vault/ledger';
import { objectPath } from '../vault/objects';
import type { Ports, Sha256 } from '../vault/ports';
import type { VaultView } from '../vault/view';
import { rememberedTail } from '../vault/writer';

export interface Verification {
  ledgers: { writer: string; lines: number }[];
  /** The first broken link of each broken chain. */
  broken: BrokenLink[];
  /** Ledgers that end before a line which this device wrote, or which another ledger has seen. */
  rewound: { writer: string; lines: number; expected: number }[];
  drift: DriftReport;
  /** Versions whose content is kept nowhere any more: history can't show them, nothing else is lost. */
  missing_objects: number;
}

/** Reads every ledger line and every note. */
export function* verify(ports: Ports, view: VaultView): Io<Verification> {
  const ledgers: Verification['ledgers'] = [];
  const broken: BrokenLink[] = [];
  const expected = new Map<string, number>();
  const versions = new Set<Sha256>();
  for (const { writer, size } of yield* listLedgers(ports.state)) {
    const lines = yield* readLines(ports.state, writer, 0, size);
    const chain = yield* walkChain(ports.hash, writer, lines, { seq: 0, prev: null });
    if (chain.broken) broken.push(chain.broken);
    ledgers.push({ writer, lines: lines.length });
    for (const { line } of lines) {
      for (const [other, seq] of Object.entries(line?.seen ?? {})) raise(expected, other, seq);
      for (const { after } of line?.notes ?? []) if (after !== null) versions.add(after);
    }
  }
  const tail = yield* rememberedTail(ports);
  if (tail && !tail.present) raise(expected, tail.writer, tail.seq);
  const drift = yield* view.drift('all');
  return { ledgers, broken, rewound: rewoundLedgers(ledgers, expected), drift, missing_objects: yield* countMissing(ports, versions) };
}

function raise(expected: Map<string, number>, writer: string, seq: number): void {
  expected.set(writer, Math.max(expected.get(writer) ?? 0, seq));
}

function rewoundLedgers(ledgers: Verification['ledgers'], expected: ReadonlyMap<string, number>): Verification['rewound'] {
  return [...expected].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([writer, seq]) => {
    const lines = ledgers.find((ledger) => ledger.writer === writer)?.lines ?? 0;
    return lines < seq ? [{ writer, lines, expected: seq }] : [];
  });
}

function* countMissing(ports: Ports, versions: ReadonlySet<Sha256>): Io<number> {
  let missing = 0;
  for (const sha256 of versions) if (!(yield* wait(ports.state.stat(objectPath(sha256))))) missing += 1;
  return missing;
}
