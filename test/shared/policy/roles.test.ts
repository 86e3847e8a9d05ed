// The table of roles against decision 37, written out a second time by hand; and the refusals that are made from it.
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../shared/policy/actor';
import type { Actor, Role } from '../../../shared/policy/actor';
import { boundRole, checkActorName, roleOf } from '../../../shared/policy/bind';
import { PERMISSIONS, requireRole, roleMay } from '../../../shared/policy/roles';
import type { Action } from '../../../shared/policy/roles';
import { defaultConfig } from '../../../shared/settings/definitions';
import type { Config } from '../../../shared/settings/config';
import { refusal } from '../../refusal';

const config = defaultConfig({ prefix: 'PROJ', project: 'demo', scope: 'project' });
const withBindings = (bindings: Record<string, Role>): Config => ({ ...config, settings: { ...config.settings, 'policy.actors': bindings } });
const agent = (name: string, role: Role | null): Actor => ({ name, role, kind: 'agent', session: null });
const human: Actor = { name: 'dana', role: 'human', kind: 'human', session: null };

const DECISION_37: Record<Action, readonly Role[] | 'all'> = {
  'story.claim': ['developer'], 'story.renew': ['developer'], 'story.evidence': ['developer'], 'story.prove': ['developer'], 'story.deliver': ['developer'],
  'story.accept': ['pm', 'human'], 'story.reject': ['pm', 'human'],
  'story.create': ['sr-pm', 'human'], 'story.update': ['sr-pm', 'human'], 'story.dep': ['sr-pm', 'human'], 'story.ac': ['sr-pm', 'human'],
  'story.delete': ['sr-pm', 'human'], 'story.close': ['sr-pm', 'human'], 'story.reopen': ['sr-pm', 'human'], 'story.defer': ['sr-pm', 'human'], 'story.undefer': ['sr-pm', 'human'],
  'learning.incorporate': ['sr-pm', 'human'], 'learning.dismiss': ['sr-pm', 'human'],
  // Decision 25: by a person, or by escalation.
  'story.block': ['human'],
  'story.create_bug': ['pm', 'sr-pm', 'human'],
  'story.release': ['developer', 'dispatcher', 'sr-pm', 'human'], 'story.release_other': ['dispatcher', 'sr-pm', 'human'],
  'story.comment': 'all', 'story.note': 'all', 'learning.add': 'all', 'learning.promote': 'all', 'proposal.create': 'all', 'proposal.withdraw': 'all', 'note.write': 'all',
  'proposal.decide': ['human'], 'settings.set': ['human'], 'integrity.ack': ['human'], 'integrity.discard': ['human'], 'integrity.baseline': ['human'], 'note.restore': ['human'], 'seed.force': ['human'],
};

describe('the table of roles', () => {
  it.each(Object.entries(DECISION_37))('lets %s be done by %j and nobody else', (action, roles) => {
    const may = [...ROLES, null].filter((role) => roleMay(role, action as Action));
    expect(may.sort()).toEqual((roles === 'all' ? [...ROLES, null] : [...roles]).sort());
  });

  it('has no action that the decision does not name', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual(Object.keys(DECISION_37).sort());
  });

  it('names in a refusal who may, and what this role may do instead', () => {
    const error = refusal(() => requireRole(agent('dev-7', 'developer'), 'story.accept', config));
    expect(error.code).toBe('E_POLICY');
    expect(error.message).toBe('dev-7 (developer) may not accept a delivery; that is for pm, human.');
    expect(error.hint).toContain('deliver a story');
    expect(error.details).toMatchObject({ allowed_roles: ['pm', 'human'], role: 'developer' });
  });

  it('lets an actor without a role do what all roles may, and no more', () => {
    expect(requireRole(agent('x', null), 'story.comment', config)).toBeNull();
    expect(refusal(() => requireRole(agent('x', null), 'story.claim', config)).hint).toContain('--role');
  });
});

describe('the role of an actor', () => {
  it('is human for a person, whatever the settings bind the name to', () => {
    expect(roleOf({ ...human, role: null }, withBindings({ '*': 'developer' }))).toBe('human');
  });

  it('is never human for an agent, neither given nor bound', () => {
    expect(refusal(() => roleOf(agent('dana', 'human'), config)).code).toBe('E_POLICY');
    expect(refusal(() => roleOf(agent('dana', null), withBindings({ dana: 'human' }))).code).toBe('E_POLICY');
  });

  it('is the bound one when none is given, and no other one when it is bound', () => {
    const bound = withBindings({ 'dev-*': 'developer' });
    expect(roleOf(agent('dev-7', null), bound)).toBe('developer');
    expect(roleOf(agent('dev-7', 'developer'), bound)).toBe('developer');
    expect(refusal(() => roleOf(agent('dev-7', 'pm'), bound)).details).toMatchObject({ bound_role: 'developer' });
    expect(roleOf(agent('pm-1', 'pm'), bound)).toBe('pm');
  });

  it.each<[string, Record<string, Role>, Role | null]>([
    ['dev-7', { 'dev-*': 'developer', 'dev-7': 'pm' }, 'pm'],
    ['dev-77', { 'dev-*': 'developer', 'dev-7*': 'retro' }, 'retro'],
    ['dev-7', { '*': 'anchor' }, 'anchor'],
    ['a-b-c', { 'a*b*c': 'pm' }, 'pm'],
    ['abc', { 'abc*abc': 'pm' }, null],
    ['abab', { 'ab*ab': 'pm' }, 'pm'],
    ['aXb', { 'a*X*Xb': 'pm' }, null],
    ['constructor', {}, null],
    ['__proto__', {}, null],
  ])('is for %s under %j: %s', (name, bindings, role) => {
    expect(boundRole(name, withBindings(bindings))).toBe(role);
  });

  it('matches a pattern of many stars against a long name without running away', () => {
    expect(boundRole('a'.repeat(100), withBindings({ [`${'*a'.repeat(200)}b`]: 'pm' }))).toBeNull();
  });

  it.each(['', ' dev', 'dev\n## History', 'dev: x', 'dev %% hidden', 'x'.repeat(101), 'dev\u001b[31m', '[[x]]'])('refuses the name %j, which would break the lines it stands in', (name) => {
    expect(refusal(() => checkActorName(name)).code).toBe('E_USAGE');
  });

  it('refuses a session that would break a line of the contract', () => {
    expect(refusal(() => roleOf({ ...agent('dev-7', 'developer'), session: 'a\nstatus: delivered' }, config)).code).toBe('E_USAGE');
  });
});
