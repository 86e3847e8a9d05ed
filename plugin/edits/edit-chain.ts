// What one editor showed of one note, as far as every change was the person's: the texts that it began from, and the texts
// on the way. A change that was not the person's begins a new chain.
import type { EditBase } from '../../shared/integrity/record-edit';

/** A text that is cheap to keep beside the one before it: CodeMirror's `Text`. */
export interface ChainText {
  readonly length: number;
  toString(): string;
  eq(other: this): boolean;
}

/** Bases kept: the oldest go when a person types on and on upon what can't be recorded. */
const MOST_BASES = 20;
/** States kept in which the file may be found: those of the last minutes of typing. */
const MOST_STATES = 1000;

/** Something that vouches for texts of a note as the person's. */
export interface Vouching {
  path: string | null;
  readonly bases: readonly EditBase[];
  /** Whether there is anything that was not settled yet. */
  readonly isOpen: boolean;
  /** Whether the person alone brought the note from one of the bases to this text. */
  leadsTo(text: string): boolean;
  /** The file held `text`, and that was recorded, or refused: only what came after it is still open. */
  settle(text: string, isRecorded: boolean): void;
}

export class EditChain<T extends ChainText = ChainText> implements Vouching {
  bases: EditBase[];
  /** Texts that the person's changes made since the last settling, oldest first. */
  private states: T[] = [];

  constructor(public path: string | null, private now: T) {
    this.bases = [textBase(now)];
  }

  get shows(): T {
    return this.now;
  }

  get isOpen(): boolean {
    return this.states.length > 0;
  }

  byPerson(text: T): void {
    this.now = text;
    this.states.push(text);
    if (this.states.length > MOST_STATES) this.states.shift();
  }

  /**
   * The app showed what lies in the file. `twin`: another editor of the note that shows the same, and vouches for it.
   * Over edits that are still open, the app put them on top of the file's text, which the core then checks.
   */
  byFile(text: T, twin: EditChain<T> | null): void {
    const mine = this.now;
    const isMerge = this.isOpen;
    this.now = text;
    this.states = [];
    if (twin) {
      this.bases = [...twin.bases, textBase(text)];
    } else if (isMerge) {
      this.bases = [textBase(text), ...mergesOf(this.bases, mine.toString(), text.toString())];
      this.states = [text];
    } else {
      this.bases = [textBase(text)];
    }
  }

  byProgram(text: T): void {
    this.now = text;
    this.states = [];
    this.bases = [textBase(text)];
  }

  leadsTo(text: string): boolean {
    return this.states.some((state) => state.length === text.length && state.toString() === text);
  }

  settle(text: string, isRecorded: boolean): void {
    const at = this.states.findLastIndex((state) => state.length === text.length && state.toString() === text);
    if (at >= 0) this.states = this.states.slice(at + 1);
    const base: EditBase = { kind: 'text', text };
    this.bases = isRecorded ? [base] : [...this.bases, base].slice(-MOST_BASES);
  }
}

function textBase(text: ChainText): EditBase {
  return { kind: 'text', text: text.toString() };
}

function mergesOf(bases: readonly EditBase[], mine: string, result: string): EditBase[] {
  return bases.flatMap((base) => (base.kind === 'text' ? [{ kind: 'merged', before: base.text, mine, result }] : []));
}
