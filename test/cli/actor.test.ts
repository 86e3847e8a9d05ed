// Who acts: named actors, bound roles, and the person at a real terminal.
import { readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AGENT_VARIABLES, readingActor, whyNoPerson, writingActor, type GivenActor } from '../../cli/actor';
import type { Role } from '../../shared/policy/actor';
import type { Config } from '../../shared/settings/config';
import { defaultConfig } from '../../shared/settings/definitions';
import { temporaryVault, type TestVault } from './harness';
import { refusal } from '../refusal';

function config(bindings: Record<string, Role> = {}): Config {
  const base = defaultConfig({ prefix: 'PROJ', project: 'p', scope: 'both' });
  return { ...base, settings: { ...base.settings, 'policy.actors': bindings } };
}

function given(parts: Partial<GivenActor> = {}): GivenActor {
  return { as: undefined, role: undefined, session: undefined, env: {}, interactive: false, ...parts };
}

describe('an agent', () => {
  it('is named by options, which win over variables', () => {
    const env = { TOUCHSTONE_ACTOR: 'dev-1', TOUCHSTONE_ROLE: 'developer', TOUCHSTONE_SESSION: 's1' };
    expect(writingActor(given({ env }), config())).toEqual({ name: 'dev-1', role: 'developer', kind: 'agent', session: 's1' });
    expect(writingActor(given({ env, as: 'pm-2', role: 'pm', session: 's2' }), config()))
      .toEqual({ name: 'pm-2', role: 'pm', kind: 'agent', session: 's2' });
  });

  it('has the role that its name is bound to, and may take no other', () => {
    const bound = config({ 'dev-*': 'developer' });
    expect(writingActor(given({ as: 'dev-7' }), bound).role).toBe('developer');
    expect(writingActor(given({ as: 'dev-7', role: 'developer' }), bound).role).toBe('developer');
    expect(writingActor(given({ as: 'other' }), bound).role).toBeNull();
    expect(refusal(() => writingActor(given({ as: 'dev-7', role: 'pm' }), bound)).code).toBe('E_POLICY');
  });

  it('may not take the role of a person', () => {
    expect(refusal(() => writingActor(given({ as: 'dev-7', role: 'human' }), config())).code).toBe('E_POLICY');
  });

  it('that nobody names may read and not write', () => {
    expect(readingActor(given(), config())).toEqual({ name: '', role: null, kind: 'agent', session: null });
    const error = refusal(() => writingActor(given(), config()));
    expect(error.code).toBe('E_USAGE');
    expect(error.hint).toContain('--as');
    expect(error.details).toEqual({ because: 'stdin and stderr are not both terminals' });
  });

  it.each([
    [{ as: 'dev-7', role: 'develper' }, 'There is no role "develper".'],
    [{ as: '' }, 'The actor name'],
    [{ as: 'a\nb' }, 'The actor name'],
    [{ as: 'dev-7', session: 'two words' }, 'A session is named by'],
    [{ as: 'dev-7', session: 'x'.repeat(201) }, 'A session is named by'],
  ])('given as %j is refused', (parts, message) => {
    const error = refusal(() => writingActor(given(parts), config()));
    expect([error.code, error.message.slice(0, message.length)]).toEqual(['E_USAGE', message]);
  });
});

describe('a person', () => {
  const atTerminal = (parts: Partial<GivenActor> = {}): GivenActor => given({ interactive: true, ...parts });

  it('is the user of the operating system, or called as --as says', () => {
    expect(writingActor(atTerminal(), config())).toEqual({ name: userInfo().username, role: 'human', kind: 'human', session: null });
    expect(writingActor(atTerminal({ as: 'ramona', role: 'human' }), config())).toMatchObject({ name: 'ramona', kind: 'human' });
  });

  it.each(['TOUCHSTONE_ACTOR', 'TOUCHSTONE_ROLE', 'TOUCHSTONE_SESSION', ...AGENT_VARIABLES])('is nobody where %s is set', (name) => {
    expect(whyNoPerson(atTerminal({ env: { [name]: 'human' } }))).toBe(`the variable ${name} is set`);
    expect(whyNoPerson(atTerminal({ env: { [name]: '' } }))).toBeNull();
  });

  it('is nobody who takes another role, gives a session, or has no terminal', () => {
    expect(whyNoPerson(atTerminal({ role: 'pm' }))).toBe('the role pm was given');
    expect(whyNoPerson(atTerminal({ session: 's' }))).toBe('a session was given');
    expect(whyNoPerson(given())).toBe('stdin and stderr are not both terminals');
  });

  it('who calls himself by the name of a bound agent acts as that agent', () => {
    const bound = config({ 'dev-*': 'developer' });
    expect(writingActor(atTerminal({ as: 'dev-7' }), bound)).toMatchObject({ role: 'developer', kind: 'agent' });
    expect(refusal(() => writingActor(atTerminal({ as: 'dev-7', role: 'human' }), bound)).code).toBe('E_POLICY');
  });

  it('is not locked out by a pattern that fits his own user name', () => {
    expect(writingActor(atTerminal(), config({ '*': 'developer' }))).toMatchObject({ role: 'human', kind: 'human' });
  });
});

describe('on the ledger', () => {
  interface Line { actor: string; role: string | null; kind: string; session?: string }

  function lastLine(vault: TestVault): Line {
    const folder = join(vault.root, '.touchstone/ledger');
    const [file = ''] = readdirSync(folder);
    return JSON.parse(readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').at(-1) ?? '') as Line;
  }

  it('a person at a terminal is recorded as human, an agent as agent', () => {
    const vault = temporaryVault();
    expect(vault.runAsHuman(['note', 'create', 'log/one', 'text']).code).toBe(0);
    expect(lastLine(vault)).toMatchObject({ actor: userInfo().username, role: 'human', kind: 'human' });
    expect(vault.run(['note', 'append', 'log/one', 'more'], { as: 'dev-7', role: 'developer', session: 's-1' }).code).toBe(0);
    expect(lastLine(vault)).toMatchObject({ actor: 'dev-7', role: 'developer', kind: 'agent', session: 's-1' });
    expect(vault.runAsHuman(['note', 'append', 'log/one', 'more'], { as: 'dev-7' }).code).toBe(0);
    expect(lastLine(vault)).toMatchObject({ actor: 'dev-7', kind: 'agent' });
  });

  it('a write that nobody answers for is refused and changes nothing', () => {
    const vault = temporaryVault();
    const refused = vault.run(['note', 'create', 'log/one', 'text', '--json']);
    expect([refused.code, refused.failure().code]).toEqual([2, 'E_USAGE']);
    expect(vault.run(['note', 'list', '--json']).json<unknown[]>().data).toEqual([]);
  });
});
