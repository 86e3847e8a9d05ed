// The block that `project_vault_git` keeps in the vault's `.gitignore`, among lines that are somebody else's.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VaultGit } from '../../../shared/settings/config';
import { withGitBlock } from '../../../shared/settings/git-block';
import { DEFAULT_FOLDERS } from '../../../shared/settings/rules';

const PLACE = { folders: DEFAULT_FOLDERS, isRepository: false };
const BEGIN = '# >>> touchstone: project_vault_git';
const END = '# <<< touchstone';
const IGNORED = `${BEGIN}\n*\n${END}\n`;

describe('the block of project_vault_git', () => {
  test('ignores the whole folder of the vault', () => {
    expect(withGitBlock('', 'ignored', PLACE)).toBe(IGNORED);
  });

  test('at the top of a repository ignores the folders of the vault and nothing else of it', () => {
    const text = withGitBlock('', 'ignored', { folders: { ...DEFAULT_FOLDERS, stories: 'work/stories', system: ['rules of ours'] }, isRepository: true });
    expect(text).toBe(`${BEGIN}\n/work/stories/\n/knowledge/\n/_inbox/\n/_templates/\n/_archive/\n/rules of ours/\n/.touchstone/\n/.trash/\n/.*/workspace*.json\n${END}\n`);
  });

  test('of a tracked vault names what is of the device', () => {
    expect(withGitBlock('', 'tracked', PLACE)).toBe(`${BEGIN}\n/.touchstone/local/\n/.trash/\n/.*/workspace*.json\n${END}\n`);
  });

  test.each<[what: string, before: string, after: string]>([
    ['after a last line without its break', 'build', `build\n${IGNORED}`],
    ['in the line ends of the file', 'build\r\n', `build\r\n${IGNORED.replaceAll('\n', '\r\n')}`],
    ['in its old place', `a\n${BEGIN}\n/old/\n${END}\nb`, `a\n${IGNORED}b`],
    ['in its old place, with CRLF', `a\r\n${BEGIN}\r\n/old/\r\n${END}\r\nb`, `a\r\n${IGNORED.replaceAll('\n', '\r\n')}b`],
    ['over the first mark alone when the second was removed', `a\n${BEGIN}\nb\n`, `a\n${IGNORED}b\n`],
    ['not in a line that only holds the mark', `x ${BEGIN}\n`, `x ${BEGIN}\n${IGNORED}`],
    ['not in a longer mark', `${BEGIN} of old\n`, `${BEGIN} of old\n${IGNORED}`],
  ])('stands %s', (_what, before, after) => {
    expect(withGitBlock(before, 'ignored', PLACE)).toBe(after);
  });

  test('is the same however often it is written, and gone after ask, whatever else the file holds', () => {
    const line = fc.constantFrom('build', '', '!keep', '*.log', '# remark', ' /x/ ');
    const policy = fc.constantFrom<VaultGit>('tracked', 'ignored');
    fc.assert(fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), policy, policy, (lines, eol, first, second) => {
      const owner = lines.map((text) => `${text}${eol}`).join('');
      const once = withGitBlock(owner, first, PLACE);
      expect(withGitBlock(once, first, PLACE)).toBe(once);
      expect(withGitBlock(withGitBlock(once, second, PLACE), 'ask', PLACE)).toBe(owner);
    }), { numRuns: 100 });
  });
});
