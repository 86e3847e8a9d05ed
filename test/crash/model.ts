// The model that `model.test.ts` holds the engine against: what the rules say of stories, claims and verdicts, in a few lines
// that share nothing with the engine.
export const LEASE_SECONDS = 3600;
const START = Date.parse('2026-11-21T09:00:00Z') / 1000;

export type Name = 'dev1' | 'dev2' | 'pm' | 'sr' | 'boss' | 'ada';

interface Story {
  status: string;
  assignee: string | null;
  /** Seconds since the epoch. */
  lease: number | null;
  claimed: boolean;
  verdict: string | null;
  rejections: number;
  escalated: boolean;
  blockers: number[];
  /** Of the present claim: the last run's end, and whether the criterion is proved. */
  run: 'pass' | 'fail' | null;
  proved: boolean;
  /** The last change of status: by whom, from what. */
  moved: { by: string; from: string } | null;
  drifted: boolean;
}

/** What a command comes to: an error code, or how many lines it adds to the ledger. */
export type Outcome = string | number;

/** Roles that may, and the statuses that each verb moves from and to; where it does not move, `to` is absent. */
export const RULES: Record<string, { roles: string; from: string[]; to?: string }> = {
  claim: { roles: 'dev', from: ['open', 'in_progress'], to: 'in_progress' },
  release: { roles: 'dev sr boss ada', from: ['in_progress'], to: 'open' },
  pass: { roles: 'dev', from: ['in_progress'] },
  fail: { roles: 'dev', from: ['in_progress'] },
  prove: { roles: 'dev', from: ['in_progress'] },
  deliver: { roles: 'dev', from: ['in_progress'], to: 'delivered' },
  accept: { roles: 'pm ada', from: ['delivered'], to: 'closed' },
  reject: { roles: 'pm ada', from: ['delivered'], to: 'open' },
  close: { roles: 'sr ada', from: ['open', 'in_progress', 'delivered', 'blocked', 'deferred'], to: 'closed' },
  reopen: { roles: 'sr ada', from: ['closed', 'blocked', 'delivered'], to: 'open' },
  defer: { roles: 'sr ada', from: ['open', 'in_progress', 'blocked', 'deferred'], to: 'deferred' },
  undefer: { roles: 'sr ada', from: ['deferred'], to: 'open' },
};

export class Model {
  now = START;
  readonly stories: Story[] = [];

  create(blockers: number[]): void {
    this.stories.push({
      status: 'open', assignee: null, lease: null, claimed: false, verdict: null, rejections: 0, escalated: false, blockers,
      run: null, proved: false, moved: null, drifted: false,
    });
  }

  isLive(story: Story): boolean {
    return story.status === 'in_progress' && story.lease !== null && story.lease > this.now;
  }

  isBlocked(story: Story): boolean {
    return story.blockers.some((n) => this.stories[n]?.status !== 'closed');
  }

  /** Numbers of the stories that can be started; one that was edited from outside can't be moved, and so isn't ready. */
  ready(): number[] {
    return this.stories.flatMap((story, n) => (story.status === 'open' && !this.isBlocked(story) && !story.drifted ? [n] : []));
  }

  do(verb: string, actor: Name, n: number): Outcome {
    const story = this.stories[n];
    const rule = RULES[verb];
    if (!story || !rule) throw new Error(`no such step: ${verb}`);
    const own = story.assignee === actor;
    const isRoleRight = rule.roles.split(' ').some((role) => actor.startsWith(role));
    if (!isRoleRight || (verb === 'release' && actor.startsWith('dev') && story.status === 'in_progress' && !own)) return 'E_POLICY';
    if (this.isRepeated(verb, actor, story)) return 0;
    if (!rule.from.includes(story.status) || !this.gatesHold(verb, actor, story)) return 'E_GATE';
    if (verb === 'prove' && story.proved) return 0;
    if (story.drifted) return 'E_INTEGRITY';
    this.change(verb, actor, story);
    return 1;
  }

  private isRepeated(verb: string, actor: Name, story: Story): boolean {
    if (verb === 'claim') return this.isLive(story) && story.assignee === actor;
    if (story.moved?.by !== actor) return false;
    const { from } = story.moved;
    const same = (to: string): boolean => story.status === to && (RULES[verb]?.from.includes(from) ?? false);
    // A rejection may also lead to `blocked`, and the approval of a delivery of tests to `open`.
    if (verb === 'reject') return same('open') || same('blocked');
    if (verb === 'accept') return same('closed') || same('open');
    return RULES[verb]?.to !== undefined && same(RULES[verb].to);
  }

  private gatesHold(verb: string, actor: Name, story: Story): boolean {
    const holds = story.claimed && story.assignee === actor;
    switch (verb) {
      case 'claim': {
        const isAssigned = story.status !== 'in_progress' && story.assignee !== null && story.assignee !== actor;
        const holdsAnother = this.stories.some((other) => other !== story && other.assignee === actor && this.isLive(other));
        return !this.isLive(story) && !isAssigned && !this.isBlocked(story) && !holdsAnother;
      }
      case 'pass': case 'fail': case 'prove': return holds;
      case 'deliver': return holds && story.run === 'pass' && story.proved;
      case 'accept': return !this.isBlocked(story);
      case 'reopen': case 'defer': return !story.escalated || actor === 'ada';
      default: return true;
    }
  }

  private change(verb: string, actor: Name, story: Story): void {
    const from = story.status;
    const unclaimed = { assignee: null, lease: null, claimed: false };
    switch (verb) {
      case 'pass': case 'fail': story.run = verb; return;
      case 'prove': story.proved = true; return;
      case 'claim':
        if (from !== 'in_progress' || story.assignee !== actor) Object.assign(story, { run: null, proved: false });
        Object.assign(story, { assignee: actor, lease: this.now + LEASE_SECONDS, claimed: true });
        break;
      case 'deliver': story.lease = null; break;
      case 'accept': story.verdict = 'accepted'; break;
      case 'reject':
        Object.assign(story, unclaimed, { verdict: 'rejected', rejections: story.rejections + 1 });
        break;
      case 'reopen': Object.assign(story, unclaimed, { verdict: null, escalated: false, run: null, proved: false }); break;
      case 'release': Object.assign(story, unclaimed); break;
      case 'close': if (story.claimed) Object.assign(story, unclaimed); break;
      case 'defer':
        if (story.claimed) Object.assign(story, unclaimed);
        story.escalated = false;
        break;
      default:
    }
    const isEscalated = verb === 'reject' && story.rejections >= 3;
    if (isEscalated) story.escalated = true;
    story.status = isEscalated ? 'blocked' : (RULES[verb]?.to ?? from);
    story.moved = { by: actor, from };
  }
}
