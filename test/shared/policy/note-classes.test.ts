// Which class a path has, and who may write it by which verbs (formats.md "Folders of a vault"; decisions 7, 36, 39).
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import type { Actor } from '../../../shared/policy/actor';
import { classOf, driftPolicyOf, isProtected, requireKeeper, requireNoteWrite, requirePropertyWrite } from '../../../shared/policy/note-classes';
import type { NoteClass } from '../../../shared/policy/note-classes';
import { defaultConfig } from '../../../shared/settings/definitions';

const config = defaultConfig({ prefix: 'PROJ', project: 'demo', scope: 'both' });
const dev: Actor = { name: 'dev-7', role: 'developer', kind: 'agent', session: null };
const dana: Actor = { name: 'dana', role: 'human', kind: 'human', session: null };

function codeOf(run: () => void): string {
  try {
    run();
    return 'ok';
  } catch (error) {
    if (error instanceof TouchstoneError) return error.code;
    throw error;
  }
}

function hintOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof TouchstoneError) return error.hint ?? '';
    throw error;
  }
  return '';
}

const CASES: [path: string, noteClass: NoteClass, agentMay: boolean, humanMay: boolean, guarded: boolean][] = [
  ['stories/PROJ-a3f8k.md', 'story', false, true, true],
  ['Stories/PROJ-a3f8k.md', 'story', false, true, true],
  ['knowledge/patterns/Retry.md', 'project_knowledge', true, true, false],
  ['conventions/Testing pyramid.md', 'system', false, true, true],
  ['CONVENTIONS/Testing pyramid.md', 'system', false, true, true],
  ['methodology/roles/Developer.md', 'system', false, true, true],
  ['_inbox/PROP-7k2m9 Testing pyramid.md', 'proposal', false, false, true],
  ['_inbox/prop-7k2m9.md', 'proposal', false, false, true],
  ['_inbox/PROPER names.md', 'inbox', true, true, false],
  ['_inbox/An idea.md', 'inbox', true, true, false],
  ['_templates/story.md', 'template', true, true, false],
  ['_archive/proposals/PROP-7k2m9.md', 'archive', false, true, true],
  ['.touchstone/config.yaml', 'config', false, false, true],
  ['README.md', 'other', true, true, false],
  ['stories.md', 'other', true, true, false],
  ['my conventions/x.md', 'other', true, true, false],
];

describe('classes of notes', () => {
  it.each(CASES)('%s is %s', (path, noteClass, agentMay, humanMay, guarded) => {
    expect(classOf(path, config)).toBe(noteClass);
    expect(codeOf(() => requireNoteWrite(dev, path, config, 'note write'))).toBe(agentMay ? 'ok' : 'E_POLICY');
    expect(codeOf(() => requireNoteWrite(dana, path, config, 'note write'))).toBe(humanMay ? 'ok' : 'E_POLICY');
    expect(isProtected(path, config)).toBe(guarded);
    expect(codeOf(() => requireKeeper(dev, path, config, 'integrity.ack'))).toBe(guarded ? 'E_POLICY' : 'ok');
    expect(codeOf(() => requireKeeper(dana, path, config, 'note.restore'))).toBe('ok');
  });

  it('follows folders that the settings name otherwise', () => {
    const other = { ...config, folders: { ...config.folders, stories: 'backlog/stories', system: ['shared/rules'] } };
    expect(classOf('backlog/stories/PROJ-a3f8k.md', other)).toBe('story');
    expect(classOf('stories/PROJ-a3f8k.md', other)).toBe('other');
    expect(classOf('shared/rules/x.md', other)).toBe('system');
  });

  it('names the command that is open instead', () => {
    expect(hintOf(() => requireNoteWrite(dev, 'conventions/X.md', config, 'note write'))).toContain('touchstone proposal create --target "conventions/X.md"');
    expect(hintOf(() => requireNoteWrite(dev, 'stories/PROJ-a3f8k.md', config, 'note write'))).toContain('touchstone story note');
    expect(hintOf(() => requireNoteWrite(dana, '.touchstone/config.yaml', config, 'note write'))).toContain('touchstone settings set');
  });

  it('leaves actionable of a learning to learning verbs, and other properties to note verbs', () => {
    const path = 'knowledge/patterns/Retry.md';
    expect(codeOf(() => requirePropertyWrite(dana, path, 'actionable', config, 'note prop set'))).toBe('E_POLICY');
    expect(codeOf(() => requirePropertyWrite(dev, path, 'confidence', config, 'note prop set'))).toBe('ok');
  });

  it.each([
    ['conventions/X.md', 'refuse'], ['stories/PROJ-a3f8k.md', 'refuse'], ['_inbox/PROP-7k2m9 X.md', 'refuse'],
    ['_inbox/X.md', 'adopt'], ['knowledge/debug/X.md', 'adopt'], ['X.md', 'adopt'],
  ])('drift of %s is by default to %s', (path, policy) => {
    expect(driftPolicyOf(path, config)).toBe(policy);
  });
});
