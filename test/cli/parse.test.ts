// Arguments are read by the verb's table; everything wrong is refused with what would be right.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../cli/parse';
import type { Verb } from '../../cli/verb';
import { TouchstoneError } from '../../shared/errors';
import { refusal } from '../refusal';

function verb(parts: Partial<Verb> = {}): Verb {
  return {
    noun: 'story', name: 'claim', summary: 'claim a story', args: [], options: [], examples: ['', ''], errors: [], kind: 'story.claim',
    writes: false, load: () => Promise.reject(new Error('not loaded in this test')), ...parts,
  };
}

const CREATE = verb({
  name: 'create',
  args: [{ name: 'title', summary: 'What it is about', required: true }],
  options: [
    { name: 'label', short: 'l', value: '<label>', summary: 'A label', repeatable: true },
    { name: 'kind', value: '<kind>', summary: 'Its kind', choices: ['feature', 'bug', 'task'] },
    { name: 'next', short: 'n', summary: 'Take the next one' },
  ],
  writes: true,
  body: 'optional',
});

describe('parseArguments', () => {
  it.each([
    [['--label', 'a', '--label=b', '-l', 'c', '-ld', '-l=e', 'T'], ['a', 'b', 'c', 'd', 'e']],
    [['T', '--label='], ['']],
    [['T', '--label=a=b'], ['a=b']],
    [['T', '--label', '-'], ['-']],
    [['T', '--label', '- [ ] a box'], ['- [ ] a box']],
    [['T', '--label', '-5'], ['-5']],
    [['T', '--label', '--unknown'], ['--unknown']],
  ])('reads the values of %j', (tokens, labels) => {
    const parsed = parseArguments(CREATE, tokens);
    expect(parsed.options.get('label')).toEqual(labels);
    expect(parsed.args.get('title')).toEqual(['T']);
  });

  it('takes options before, between and after arguments', () => {
    const parsed = parseArguments(CREATE, ['--json', 'T', '-n', '--vault', '/v']);
    expect([...parsed.flags].sort()).toEqual(['json', 'next']);
    expect(parsed.options.get('vault')).toEqual(['/v']);
  });

  it('takes everything after -- as it is', () => {
    expect(parseArguments(CREATE, ['--json', '--', '--not-an-option']).args.get('title')).toEqual(['--not-an-option']);
  });

  it('hands a command over untouched', () => {
    const evidence = verb({ name: 'evidence', args: [{ name: 'id', summary: 'The story', required: true }], rest: { name: 'command', summary: 'a command' } });
    const parsed = parseArguments(evidence, ['P-1', '--json', '--', 'npm', 'test', '--', '--json']);
    expect(parsed.rest).toEqual(['npm', 'test', '--', '--json']);
    expect(parsed.args.get('id')).toEqual(['P-1']);
    expect(refusal(() => parseArguments(evidence, ['P-1'])).message).toBe('touchstone story evidence needs a command after "--".');
  });

  it('gives a variadic argument all that is left', () => {
    const ack = verb({ args: [{ name: 'first', summary: 'One', required: true }, { name: 'more', summary: 'Others', required: false, variadic: true }] });
    expect(parseArguments(ack, ['a', 'b', 'c']).args.get('more')).toEqual(['b', 'c']);
    expect(parseArguments(ack, ['a']).args.has('more')).toBe(false);
  });

  it.each([
    [['T', '--lable', 'x'], 'touchstone story create has no option --lable.', 'Did you mean "--label"?'],
    [['T', '-x'], 'touchstone story create has no option -x.', 'See "touchstone story create --help". To pass it as text, put "--" before it.'],
    [['T', '--kind', 'bgu'], '--kind does not take "bgu". Allowed: feature, bug, task.', 'Did you mean "bug"?'],
    [['T', '--kind'], '--kind needs a value <kind>.', 'Usage: touchstone story create <title> [options]'],
    [['T', '--kind', '--json'], '--kind needs a value <kind>.', 'If "--json" is the value: --kind=--json'],
    [['T', '--next=yes'], '--next takes no value, but was given "yes".', 'Usage: touchstone story create <title> [options]'],
    [['T', '--kind', 'bug', '--kind', 'task'], '--kind was given twice: "bug" and "task".', 'Usage: touchstone story create <title> [options]'],
    [[], 'touchstone story create needs <title>: what it is about.', 'Usage: touchstone story create <title> [options]'],
    [['two', 'words'], 'touchstone story create does not know what to do with "words".',
      'Usage: touchstone story create <title> [options]. Text with blanks needs quotes.'],
  ])('refuses %j', (tokens, message, hint) => {
    const error = refusal(() => parseArguments(CREATE, tokens));
    expect([error.code, error.message, error.hint]).toEqual(['E_USAGE', message, hint]);
  });

  it('refuses a text that is given twice', () => {
    const comment = verb({ name: 'comment', args: [{ name: 'text', summary: 'The text', required: false }], body: 'required' });
    expect(refusal(() => parseArguments(comment, ['hello', '--body-file', 'x.md'])).code).toBe('E_USAGE');
    expect(parseArguments(comment, ['hello']).args.get('text')).toEqual(['hello']);
  });

  it.each(['--dry-run', '--if-sha256=x', '--reason=x', '--body-file=x'])('has %s only where the verb writes or takes text', (option) => {
    expect(() => parseArguments(CREATE, ['T', option])).not.toThrow();
    expect(refusal(() => parseArguments(verb(), [option])).code).toBe('E_USAGE');
  });

  it('reads back every value that was given with =', () => {
    fc.assert(fc.property(fc.array(fc.string()), (values) => {
      const parsed = parseArguments(CREATE, [...values.map((value) => `--label=${value}`), '--', 'T']);
      expect(parsed.options.get('label') ?? []).toEqual(values);
    }));
  });

  it('never fails but with a refusal', () => {
    const token = fc.oneof(fc.string(), fc.constantFrom('--', '-', '--label', '--kind', '-l', '--__proto__', '--constructor=x', '--json'));
    fc.assert(fc.property(fc.array(token), (tokens) => {
      try {
        parseArguments(CREATE, tokens);
      } catch (error) {
        expect(error).toBeInstanceOf(TouchstoneError);
      }
    }));
  });
});
