// The plugin's engine and ports without its views: a test drives decisions from the page, and halts the app in the middle of
// one. Bundled as a release is; nothing of this is in one.
import type { App } from 'obsidian';
import { Plugin } from 'obsidian';
import { Engine } from '../../../plugin/engine/engine';
import { appendToNote } from '../../../shared/note/planners/add-text';
import { TouchstoneError } from '../../../shared/errors';
import { acceptStory } from '../../../shared/story/planners/review';
import { commentOnStory } from '../../../shared/story/planners/text';
import type { Planner } from '../../../shared/vault/plan';
import type { Ports } from '../../../shared/vault/ports';

/** Plain data, so that a test can hand it over; each is one planner of the core. */
export type Wish =
  | { verb: 'append'; path: string; text: string }
  | { verb: 'comment'; story: string; text: string }
  | { verb: 'accept'; story: string };

export interface Outcome {
  code: string | null;
  message: string;
  conflicts: string[];
}

export interface EngineUnderTest {
  standing(): string;
  decide(wish: Wish): Promise<Outcome>;
  /** Stops everything at this checkpoint of the next operation, for ever; the file tells the test. */
  haltAt(checkpoint: string, file: string): void;
  /** Stops in the middle of the app's writing into a note, when only the first part of the text is on the disk. */
  haltInWriting(share: number, file: string): void;
}

declare global {
  interface Window {
    engineUnderTest: EngineUnderTest;
  }
}

export default class EnginePlugin extends Plugin {
  override onload(): void {
    const engine = this.addChild(new Engine(this.app, () => 'ada'));
    window.engineUnderTest = controls(this.app, engine);
    this.app.workspace.onLayoutReady(() => { void engine.start(); });
  }
}

function controls(app: App, engine: Engine): EngineUnderTest {
  return {
    standing: () => engine.standing.kind,
    decide: async (wish) => {
      try {
        const { conflicts } = await engine.decide(plannerOf(wish));
        return { code: null, message: '', conflicts };
      } catch (error) {
        if (!(error instanceof TouchstoneError)) throw error;
        return { code: error.code, message: `${error.message} ${error.hint ?? ''}`, conflicts: [] };
      }
    },
    haltAt: (checkpoint, file) => {
      portsOf(engine).checkpoint = (name) => { if (name === checkpoint) halt(file); };
    },
    haltInWriting: (share, file) => {
      const { adapter } = app.vault;
      app.vault.process = async (note, change) => {
        const after = change(await adapter.read(note.path));
        const bytes = new TextEncoder().encode(after);
        await adapter.writeBinary(note.path, bytes.slice(0, Math.floor(bytes.length * share)).buffer);
        halt(file);
        return after;
      };
    },
  };
}

function plannerOf(wish: Wish): Planner<unknown> {
  if (wish.verb === 'append') return appendToNote({ ref: wish.path, text: wish.text });
  return wish.verb === 'comment' ? commentOnStory({ story: wish.story, text: wish.text }) : acceptStory({ story: wish.story });
}

function portsOf(engine: Engine): Ports {
  return (engine as unknown as { opened: { vault: { ports: Ports } } }).opened.vault.ports;
}

/** The window does nothing any more, as if the app had been killed here: then the test kills it. */
function halt(file: string): never {
  const { writeFileSync } = (window as unknown as { require(name: string): { writeFileSync(path: string, text: string): void } }).require('node:fs');
  writeFileSync(file, 'halted');
  for (;;) performance.now();
}
