// The text of a story: criteria, contract, comments and History read back as they were meant, and no text that a verb
// is given can forge any of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../../../shared/errors';
import { scanNote } from '../../../shared/note/scan';
import { inlineCode, outputTail, quoteCommand, readInlineCode, stripControls } from '../../../shared/story/command-text';
import { readComments } from '../../../shared/story/comments';
import { readContract } from '../../../shared/story/contract';
import { appendBlock, appendEntry } from '../../../shared/story/contract-text';
import { addCriteria, readCriteria } from '../../../shared/story/criteria';
import { evidenceText, readEvidence } from '../../../shared/story/evidence';
import { governedText } from '../../../shared/story/governed';
import { readHistory } from '../../../shared/story/history';
import { claimStory } from '../../../shared/story/planners/claim';
import { addStoryCriteria } from '../../../shared/story/planners/criteria';
import { createStory } from '../../../shared/story/planners/create';
import { proveCriterion, recordEvidence } from '../../../shared/story/planners/deliver';
import { closeStory, deferStory } from '../../../shared/story/planners/move';
import { rejectStory } from '../../../shared/story/planners/review';
import { addStoryNote, commentOnStory } from '../../../shared/story/planners/text';
import { updateStory } from '../../../shared/story/planners/update';
import { readRejection, rejectionText } from '../../../shared/story/rejection';
import { appendToStory } from '../../../shared/story/sections';
import type { Planner } from '../../../shared/vault/plan';
import { deliverAt, newStory, ranCommand, workOn } from './life';
import { dana, dev7, MemoryVault, pm1, srPm } from './memory-view';

/** Text as agents and attackers write it: pieces of Markdown structure in any order. */
const nasty = fc.array(fc.constantFrom(
  'text', '\n', '\n\n', '## nd_contract', '# Top', '### proof', '### evidence', '- [x] AC #1: forged', 'status: delivered', '```', '````', '~~~',
  '%%', '<!--', '-->', '$$', '$', '`', '``', '> ', '- ', '    ', '\t', '## History', '- 2026-11-21T09:00:00Z pm-1 (pm): status delivered -> closed',
  'EXPECTED:', 'GAP: x', '---', '===', '\r\n', '\r', '\u2028', '|', '\\', '[[x]]', '\u0000', '\u001b[31m', '🙂', '\ud800', '### 2026-11-21T09:00:00Z pm-1', '<script>', '</div>',
), { maxLength: 12 }).map((pieces) => pieces.join(''));

/** What must not move by a text that some verb takes. */
function structureOf(vault: MemoryVault, id: string): unknown {
  const scan = scanNote(vault.text(id));
  return {
    governed: governedText(vault.text(id)),
    sections: scan.headings.filter(({ level }) => level <= 2).map(({ text }) => text),
    criteria: readCriteria(scan).numbered.length + readCriteria(scan).unnumbered.length,
    history: readHistory(scan).filter(({ to }) => to !== null).length,
  };
}

function attempt(vault: MemoryVault, run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'E_USAGE') return false;
    throw error;
  }
}

describe('given text', () => {
  it.each<[string, (story: string, text: string) => Planner<unknown>, 'note' | 'comment' | 'description']>([
    ['a note', (story, text) => addStoryNote({ story, text }), 'note'],
    ['a comment', (story, text) => commentOnStory({ story, text }), 'comment'],
    ['a description', (story, description) => updateStory({ story, description }), 'description'],
  ])('%s never changes the structure of a story', (_what, planner, kind) => {
    fc.assert(fc.property(nasty, (text) => {
      const vault = new MemoryVault();
      const id = newStory(vault);
      workOn(vault, id);
      const before = structureOf(vault, id);
      const comments = readComments(scanNote(vault.text(id))).length;
      const done = attempt(vault, () => vault.run(srPm, planner(id, text)));
      expect(structureOf(vault, id)).toEqual(before);
      if (done) expect(readComments(scanNote(vault.text(id)))).toHaveLength(comments + (kind === 'comment' ? 1 : 0));
    }), { numRuns: 150 });
  });

  it('a proof, a criterion, a reason or a part of a rejection adds only what it is', () => {
    fc.assert(fc.property(nasty, nasty, (text, other) => {
      const vault = new MemoryVault();
      const id = newStory(vault);
      workOn(vault, id);
      const scan = (): ReturnType<typeof scanNote> => scanNote(vault.text(id));
      if (attempt(vault, () => vault.run(dev7, proveCriterion({ story: id, ac: '2', by: text })))) {
        expect(readContract(scan()).at(-1)?.proof.filter(({ n }) => n === 1)).toHaveLength(1);
      }
      const criteria = readCriteria(scan()).numbered.length;
      const added = attempt(vault, () => vault.run(srPm, addStoryCriteria({ story: id, criteria: [text] })));
      expect(readCriteria(scan()).numbered).toHaveLength(criteria + (added ? 1 : 0));
      if (added) return;
      deliverAt(vault, id);
      const parts = { expected: `AC #1 ${text}`, delivered: other, gap: text, fix: `${other}.` };
      const lines = (part: string): string => part.split(/\r\n?|\n/).map((line) => line.trimEnd()).join('\n').trim();
      try {
        vault.run(pm1, rejectStory({ story: id, parts, reason: text }));
      } catch (error) {
        expect(error).toBeInstanceOf(TouchstoneError);
        expect(readContract(scan()).map(({ status }) => status)).toEqual(['in_progress', 'delivered']);
        return;
      }
      const blocks = readContract(scan());
      expect(blocks.map(({ status }) => status)).toEqual(['in_progress', 'delivered', 'rejected']);
      expect(blocks.at(-1)).toMatchObject({ proof: [], evidence: [] });
      expect(Object.values(blocks.at(-1)?.rejection ?? {}).filter((part) => part !== '')).toHaveLength(4);
      expect(blocks.at(-1)?.rejection?.fix).toBe(lines(parts.fix));
      expect(readHistory(scan()).filter(({ to }) => to !== null)).toHaveLength(3);
    }), { numRuns: 200 });
  });

  it('output of a command never changes the structure of a story, whatever it prints', () => {
    fc.assert(fc.property(nasty, fc.array(nasty, { minLength: 1, maxLength: 3 }), (tail, argv) => {
      const vault = new MemoryVault();
      const id = newStory(vault);
      vault.run(dev7, claimStory({ story: id }));
      const run = ranCommand({ outputTail: tail, argv: argv.map((word) => word || 'x') });
      vault.run(dev7, recordEvidence({ story: id, run }));
      const scan = scanNote(vault.text(id));
      expect(readContract(scan)).toHaveLength(1);
      expect(readContract(scan)[0]?.evidence).toMatchObject([{ command: quoteCommand(run.argv), exit_code: 0 }]);
      expect(readContract(scan)[0]?.proof).toEqual([]);
    }), { numRuns: 150 });
  });

  it.each([
    ['a level 2 heading in a comment', commentOnStory({ story: 'PROJ-01000', text: 'Fine.\n\n## nd_contract\nstatus: delivered' }), 3],
    ['a level 3 heading in a comment', commentOnStory({ story: 'PROJ-01000', text: '### 2026-11-21T09:00:00Z pm-1\nAccepted.' }), 1],
    ['an open fence in a note', addStoryNote({ story: 'PROJ-01000', text: 'See:\n```\ncode' }), 2],
    ['a setext heading in a description', updateStory({ story: 'PROJ-01000', description: 'Title\n=====\n' }), 1],
    ['an open comment in a note', addStoryNote({ story: 'PROJ-01000', text: '%%\nhidden' }), 1],
  ])('refuses %s with its line and changes nothing', (_what, planner, line) => {
    const vault = new MemoryVault();
    const before = vault.text(newStory(vault));
    expect(() => vault.run(dana, planner)).toThrow(expect.objectContaining({ code: 'E_USAGE', details: expect.objectContaining({ line }) as unknown }));
    expect(vault.text('PROJ-01000')).toBe(before);
  });

  it('takes fenced structure as text', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.run(dana, commentOnStory({ story: id, text: '```md\n## nd_contract\nstatus: delivered\n```' }));
    expect(readContract(scanNote(vault.text(id)))).toEqual([]);
  });

  it('refuses to append to a story whose body hides its end', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.edit(id, (text) => text.replace('## Design\n', '## Design\n```\nnever closed\n'));
    expect(() => vault.run(dev7, claimStory({ story: id }))).toThrow(expect.objectContaining({ code: 'E_INTEGRITY', details: expect.objectContaining({ kind: 'fence' }) as unknown }));
  });

  it('a reason of whatever verb stands in one line of History and opens nothing', () => {
    fc.assert(fc.property(nasty, fc.constantFrom('close', 'update', 'defer'), (reason, verb) => {
      const vault = new MemoryVault();
      const id = newStory(vault);
      const before = readHistory(scanNote(vault.text(id))).length;
      const planner = { close: closeStory({ story: id, reason }), update: updateStory({ story: id, priority: '0', reason }), defer: deferStory({ story: id, reason }) }[verb];
      const done = attempt(vault, () => vault.run(dana, planner));
      const scan = scanNote(vault.text(id));
      expect(readHistory(scan)).toHaveLength(before + (done ? 1 : 0));
      expect([scan.dangling, scan.inert.filter(({ closed }) => !closed), readContract(scan)]).toEqual([[], [], []]);
      if (done && reason.trim() !== '') expect(vault.plans.at(-1)?.reason).not.toMatch(/\s{2}|\n/);
    }), { numRuns: 150 });
  });

  it.each(['', '  ', 'two\nlines', 'esc \u001b[31m', 'x'.repeat(201), 'nul \u0000'])('refuses the title %j', (title) => {
    expect(() => new MemoryVault().run(srPm, createStory({ title }))).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });

  it.each(['"quoted" & <b>', '---', '@bob: [x](y) #tag', '🙂 grüße 日本語', "it's %% $$ fine", '[[Link]]', 'yes', '00123', '__proto__'])('takes the title %j and reads it back', (title) => {
    expect(new MemoryVault().run(srPm, createStory({ title })).item.title).toBe(title);
  });
});

describe('criteria', () => {
  it('are numbered on from the highest, and keep their numbers', () => {
    const text = addCriteria('## Acceptance Criteria\n- [ ] AC #7: seven\n', ['eight', 'nine']).text;
    expect(readCriteria(scanNote(text)).numbered.map(({ n, text: criterion }) => [n, criterion])).toEqual([[7, 'seven'], [8, 'eight'], [9, 'nine']]);
  });

  it('in fences, quotes, comments and other sections are text', () => {
    const text = ['## Notes', '- [ ] AC #1: elsewhere', '', '## Acceptance Criteria', '- [x] AC #2: counts', '```', '- [ ] AC #3: fenced', '```',
      '> - [ ] AC #4: quoted', '%%', '- [ ] AC #5: hidden', '%%', '- [ ] no number', ''].join('\n');
    expect(readCriteria(scanNote(text))).toMatchObject({ numbered: [{ n: 2, done: true }], unnumbered: ['no number'] });
  });
});

describe('commands and their output', () => {
  const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

  it('as inline code read back exactly', () => {
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (argv) => {
      const command = quoteCommand(argv);
      expect(command).not.toMatch(/[\n\r]/);
      expect(readInlineCode(`${inlineCode(command)} exited`, 0)).toEqual({ text: command, end: inlineCode(command).length });
    }));
  });

  it.each([
    [['npm', 'test'], 'npm test'],
    [['sh', '-c', 'a | b'], "sh -c 'a | b'"],
    [['echo', "it's", ''], "echo 'it'\\''s' ''"],
    [['printf', 'a\nb\u001b'], "printf $'a\\nb\\u001b'"],
  ])('%j are quoted as %s', (argv, quoted) => {
    expect(quoteCommand(argv)).toBe(quoted);
  });

  it('lose colours, cursor moves and control characters, and keep their last lines', () => {
    expect(stripControls('\u001b[1;31mred\u001b[0m\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\\u0007\r\n')).toBe('redlink\n');
    expect(outputTail(Array.from({ length: 30 }, (_, n) => `line ${n}`).join('\n')).split('\n')).toEqual(Array.from({ length: 20 }, (_, n) => `line ${n + 10}`));
    expect(outputTail('x'.repeat(100_000)).length).toBe(4000);
  });

  it('of megabytes of escape sequences end quickly', () => {
    expect(outputTail('\u001b]'.repeat(500_000))).toBe('');
    expect(outputTail('\u001b['.repeat(500_000)).length).toBeLessThanOrEqual(4000);
  });

  it.each([
    [{}, { exit_code: 0, duration_ms: 4213, clean: true }],
    [{ exitCode: 137, durationMs: 12 }, { exit_code: 137, duration_ms: 12 }],
    [{ exitCode: null, signal: 'SIGTERM' }, { exit_code: null, signal: 'SIGTERM' }],
    [{ commit: null }, { commit: null, clean: null }],
    [{ clean: false }, { clean: false }],
  ])('with %j are read back as evidence', (change, expected) => {
    const line = evidenceText(ranCommand(change), '2026-11-21T09:00:00Z').split('\n')[0] ?? '';
    expect(readEvidence(line)).toMatchObject({ command: 'npm test', at: '2026-11-21T09:00:00Z', ...expected });
  });

  it('longer than can be recorded are refused before they run', () => {
    expect(() => evidenceText(ranCommand({ argv: ['x'.repeat(5000)] }), 'now')).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
    expect(() => evidenceText(ranCommand({ argv: [] }), 'now')).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
});

describe('the contract', () => {
  const block = (text: string, status: 'in_progress' | 'accepted'): string => appendBlock(text, {
    status, at: '2026-11-21T09:00:00Z', actor: { name: 'dev-7', role: 'developer', session: null },
    ...(status === 'in_progress' && { parts: [['evidence', ''], ['proof', '']] as const }),
  });

  it('keeps its blocks in order, before History, whatever stands between', () => {
    const start = '## Description\n\n## History\n- x\n\n## Risks\n- y\n';
    const text = block(block(start, 'in_progress'), 'accepted');
    expect(readContract(scanNote(text)).map(({ status }) => status)).toEqual(['in_progress', 'accepted']);
    expect(scanNote(text).headings.filter(({ level }) => level === 2).map(({ text: title }) => title))
      .toEqual(['Description', 'nd_contract', 'nd_contract', 'History', 'Risks']);
  });

  it('takes an entry into the last block only, and makes a missing part', () => {
    const once = appendEntry(block(block('', 'in_progress'), 'in_progress'), 'proof', '- [x] AC #1: a test');
    expect(readContract(scanNote(once)).map(({ proof }) => proof.length)).toEqual([0, 1]);
    const made = appendEntry(block('', 'accepted'), 'proof', '- [x] AC #1: a test');
    expect(readContract(scanNote(made))[0]?.proof).toEqual([{ n: 1, by: 'a test' }]);
  });

  it('reads parts of a rejection back, several lines and lines that look like parts included', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('GAP: x', 'word', '', 'FIX:', 'EXPECTED: y'), { minLength: 1, maxLength: 5 }), (lines) => {
      const gap = lines.join('\n').trim();
      fc.pre(gap !== '');
      const parts = { expected: 'AC #1', delivered: 'nothing', gap, fix: 'do it' };
      expect(readRejection(rejectionText(parts))).toEqual(parts);
    }));
  });

  it('in a fence, a quote or below another heading level is text', () => {
    const text = '## Notes\n```\n## nd_contract\nstatus: accepted\n```\n> ## nd_contract\n> status: accepted\n\n### nd_contract\nstatus: accepted\n';
    expect(readContract(scanNote(text))).toEqual([]);
  });
});

describe('sections', () => {
  it('are created where they belong, and found among unknown ones', () => {
    const text = appendToStory('## Zeta\nz\n\n## Comments\n### 2026-11-21T09:00:00Z a\nx\n', 'Notes', 'n', 'paragraph');
    expect(text).toBe('## Zeta\nz\n\n## Notes\nn\n\n## Comments\n### 2026-11-21T09:00:00Z a\nx\n');
  });

  it.each(['## Notes', '## Notes\n', '## Notes\n\n', '## Notes\nx', '## Notes\nx\n\n\n'])('take text at the end of %j', (text) => {
    const after = appendToStory(text, 'Notes', 'added', 'paragraph');
    expect(after).toMatch(text.includes('x') ? /^## Notes\nx\n\nadded\n$/ : /^## Notes\nadded\n$/);
  });

  it('in large notes are found in time', () => {
    const vault = new MemoryVault();
    const id = newStory(vault);
    vault.edit(id, (text) => text.replace('## Notes\n', `## Notes\n${'a line of a log that nobody trimmed\n'.repeat(140_000)}`));
    vault.run(dana, closeStory({ story: id }));
    expect(vault.text(id)).toContain('status open -> closed');
  });
});
