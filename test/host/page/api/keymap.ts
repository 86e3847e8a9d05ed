// `Scope` and `Keymap`: which handler a key goes to. The scope that was pushed last is asked, then its parents.
import type * as Obsidian from 'obsidian';
import { Platform } from './platform';
import type { Public } from './public';

type Listener = (event: KeyboardEvent, context: Obsidian.KeymapContext) => unknown;

interface Handler extends Obsidian.KeymapEventHandler {
  scope: Scope;
  func: Listener;
}

export class Scope implements Public<Obsidian.Scope> {
  private handlers: Handler[] = [];

  constructor(private readonly parent?: Scope) {}

  /** `modifiers: null` takes any, `key: null` every key. */
  register(modifiers: Obsidian.Modifier[] | null, key: string | null, func: Listener): Handler {
    const handler: Handler = { scope: this, modifiers: modifiers && modifierText(modifiers), key, func };
    this.handlers.push(handler);
    return handler;
  }

  unregister(handler: Obsidian.KeymapEventHandler): void {
    this.handlers = this.handlers.filter((other) => other !== handler);
  }

  /** What the first handler that fits answers; `undefined` when none does. */
  handleKey(event: KeyboardEvent, context: Obsidian.KeymapContext): unknown {
    const handler = this.handlers.find(({ modifiers, key }) => fits(modifiers, context.modifiers) && (key === null || sameKey(key, context)));
    return handler ? handler.func(event, context) : this.parent?.handleKey(event, context);
  }
}

export class Keymap implements Public<Obsidian.Keymap> {
  private readonly scopes: Scope[] = [];

  /** `current`: the scope when none is pushed, such as that of the active view. */
  constructor(private readonly current: () => Scope) {}

  pushScope(scope: Scope): void {
    this.scopes.remove(scope);
    this.scopes.push(scope);
  }

  popScope(scope: Scope): void {
    this.scopes.remove(scope);
  }

  /** Listens in a window; a handler that answers `false` has used the key up. */
  listenTo(win: Window): void {
    win.addEventListener('keydown', (event) => {
      const scope = this.scopes.at(-1) ?? this.current();
      const context = { modifiers: modifiersOf(event), key: event.key, vkey: event.key };
      if (scope.handleKey(event, context) !== false) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  }

  static isModifier(event: MouseEvent | TouchEvent | KeyboardEvent, modifier: Obsidian.Modifier): boolean {
    switch (translated(modifier)) {
      case 'Ctrl': return event.ctrlKey;
      case 'Meta': return event.metaKey;
      case 'Shift': return event.shiftKey;
      default: return event.altKey;
    }
  }

  static isModEvent(event?: Obsidian.UserEvent | null): Obsidian.PaneType | boolean {
    if (!event) return false;
    const isMiddleClick = 'button' in event && event.button === 1;
    if (!Keymap.isModifier(event, 'Mod')) return isMiddleClick ? 'tab' : false;
    if (!event.altKey) return 'tab';
    return event.shiftKey ? 'window' : 'split';
  }
}

function translated(modifier: Obsidian.Modifier): 'Ctrl' | 'Meta' | 'Shift' | 'Alt' {
  return modifier === 'Mod' ? (Platform.isMacOS ? 'Meta' : 'Ctrl') : modifier;
}

export function modifierText(modifiers: readonly Obsidian.Modifier[]): string {
  return modifiers.map(translated).sort().join(',');
}

function modifiersOf(event: KeyboardEvent): string {
  return modifierText((['Ctrl', 'Meta', 'Shift', 'Alt'] as const).filter((modifier) => Keymap.isModifier(event, modifier)));
}

function fits(wanted: string | null, found: string | null): boolean {
  return wanted === null || wanted === found;
}

export function sameKey(key: string, { vkey }: Obsidian.KeymapContext): boolean {
  return key.toLowerCase() === vkey.toLowerCase();
}
