// Whose a change of an open note's text is (docs/decisions: "How the app tells a person's edits"). Pure: what is known of
// the change in, the answer out.
import type { Touches } from './trusted-input';

/** Milliseconds in which what was typed or picked reaches the text: keyboards of phones compose, completions are fetched. */
const TYPED_WITHIN = 1000;
/** Milliseconds in which a pasted or dropped file is stored before its link is put into the text. */
const FILED_WITHIN = 5000;
/** What CodeMirror says of changes that come from its own handling of keys, input, clipboard, mouse and history. */
const TYPED = ['input', 'delete', 'move', 'undo', 'redo'] as const;
/** What the app says of a text that it took over from the file. */
const TAKEN_OVER = 'set';

export interface Change {
  /** As CodeMirror's `Transaction.isUserEvent`. */
  isUserEvent: (name: string) => boolean;
  /** `performance.now()`. */
  at: number;
  /** Trusted events that hit the view of this editor. */
  touches: Readonly<Touches>;
  /** A trusted event, anywhere in the app, is being handled in this very task. */
  isHandlingInput: boolean;
  /** Commands and menus mean this editor. */
  isActive: boolean;
}

export type Author = 'person' | 'file' | 'program';

/** `file`: the app took the text over from the file. `program`: nothing that the person did explains the change. */
export function whoseChange({ isUserEvent, at, touches, isHandlingInput, isActive }: Change): Author {
  if (isUserEvent(TAKEN_OVER)) return 'file';
  const wasTouched = (since: number, within: number): boolean => at - since <= within;
  if (isHandlingInput && (isActive || wasTouched(touches.input, TYPED_WITHIN))) return 'person';
  if (TYPED.some(isUserEvent) && wasTouched(touches.input, TYPED_WITHIN)) return 'person';
  if (wasTouched(touches.properties, TYPED_WITHIN) || wasTouched(touches.files, FILED_WITHIN)) return 'person';
  return 'program';
}
