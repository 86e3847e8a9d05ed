// One question and more for every verb that only reads, about a vault that holds something for each of them. They are asked
// in this process, so that hundreds of them take seconds.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callWithin } from '../../cli/run';
import type { Verb } from '../../cli/verb';
import { AFTER, RETRO as PROPOSER, TARGET, TEXT } from './proposal-vault';
import { NOW as MADE, temporaryFolder, vaultAt, type CallOptions, type TestVault } from './harness';
import { DEV, SR } from './story-vault';

/** Verbs that read no vault, or that write although they take no `--dry-run`. */
const NO_QUESTIONS: Readonly<Record<string, string>> = {
  batch: 'asks what its lines ask',
  schema: 'about the program',
  completion: 'about the program',
  vaults: 'about what Obsidian knows, not about a vault',
  'obsidian install': 'installs the plugin',
  'note bookmark add': 'changes a settings file',
  'note bookmark remove': 'changes a settings file',
  'integrity conflicts discard': 'removes a conflict copy',
};

/** When it is asked: leases have ended by then, and stories have become stale. */
const NOW = '2026-12-24T09:00:00Z';

/** What each verb is asked, as its arguments. */
function questionsAbout({ blocked, story, proposal, conflict }: Names): Record<string, string[][]> {
  return {
    status: [[]],
    search: [['retry'], ['backoff', '--type', 'pattern', '--explain'], ['--regex', 'w[o0]rds'], ['words', '--limit', '0']],
    'story show': [[blocked], [story], [blocked, '--dependents']],
    'story list': [['--limit', '0'], ['--status', 'in_progress'], ['--label', 'security', '--fields', 'id,title']],
    'story ready': [[], ['--claimable']],
    'story blocked': [[]],
    'story stale': [['--after', '1s']],
    'story stats': [[]],
    'story dep list': [[blocked]],
    'story dep tree': [[blocked]],
    'story dep cycles': [[]],
    'note read': [['Retry'], [story], [TARGET]],
    'note prop get': [['Retry']],
    'note list': [['--limit', '0', '--fields', 'path,sha256'], ['--type', 'pattern'], ['--where', 'amount=7']],
    'note lint': [['Retry'], ['--all']],
    'note history': [['Retry'], ['gone.md']],
    'note links': [['Retry']],
    'note backlinks': [['Retry']],
    'note broken': [['--limit', '0']],
    'note orphans': [['--limit', '0']],
    'note deadends': [['--limit', '0']],
    'note tags': [['--counts']],
    'note tasks': [['--limit', '0'], ['Retry']],
    'note outline': [['Retry']],
    'note uri': [['Try again']],
    'note template list': [[]],
    'note bookmark list': [[]],
    'learning list': [[]],
    'proposal list': [['--status', 'all']],
    'proposal show': [[proposal]],
    'proposal diff': [[proposal]],
    'settings list': [['--limit', '0']],
    'settings get': [['claim.lease']],
    'integrity status': [[]],
    'integrity diff': [['drifted.md']],
    'integrity verify': [[]],
    'integrity log': [['--limit', '0'], ['--note', 'Retry']],
    'integrity conflicts list': [[]],
    'integrity conflicts show': [[conflict]],
  };
}

/** What would be written is an answer too, and one that has consequences. */
function plansFor({ story }: Names): string[][] {
  return [
    ['story', 'claim', '--next', '--dry-run', '--as', 'dev-9', '--role', 'developer', '--session', 's-9'],
    ['story', 'release', story, '--dry-run', '--as', 'boss', '--role', 'dispatcher'],
    ['story', 'delete', story, '--dry-run', '--as', 'sr-1', '--role', 'sr-pm'],
    ['note', 'move', 'Retry', 'knowledge/patterns/Again', '--dry-run', '--as', 'dev-9'],
    ['note', 'prop', 'set', 'Retry', 'amount=9', '--dry-run', '--as', 'dev-9'],
    ['note', 'delete', 'drifted.md', '--dry-run', '--as', 'dev-9'],
  ];
}

interface Names {
  /** A story that another one blocks, and one that is in progress. */
  blocked: string;
  story: string;
  proposal: string;
  /** Id of a conflict copy. */
  conflict: string;
}

export const RETRY = 'knowledge/patterns/Retry.md';

const NOTES: Record<string, string> = {
  [TARGET]: TEXT,
  [RETRY]: '---\ntype: pattern\nscope: project\ntags: [net/http, Retry]\naliases: [Try again]\namount: 7\n---\n# Retry\n\n## When\nSee [[Backoff#Limits|limits]], [[Nowhere]] and ![[One.png]]. #retry words\n\n- [ ] measure\n- [x] read\n',
  'knowledge/patterns/Backoff.md': '---\ntype: pattern\n---\n# Backoff\n\n## Steps\n\n[back](Retry.md) [[Try again]] [[Retry#Never]]\n',
  'knowledge/debug/Port.md': '---\ntype: debug\nscope: project\nactionable: pending\n---\n# Port in use\n\nSeen in [[Retry]].\n',
  '_templates/Meeting.md': '# {{title}}\n',
  '.obsidian/templates.json': '{"folder":"_templates"}',
  '.obsidian/bookmarks.json': `{"items":[{"type":"file","ctime":1,"path":"${RETRY}"}]}`,
  'files/One.png': 'png',
  'drifted.md': 'as it was\n',
  'crashed.md': 'as it was\n',
  'gone.md': 'was here\n',
  'broken.md': '---\nkey: [\n---\n',
  ...Object.fromEntries(Array.from({ length: 240 }, (_, n) => [`log/${n % 5}/day ${n}.md`, `---\namount: ${n}\ntags: [day]\n---\n# Day ${n}\nwords and more words, see [[day ${(n * 7) % 240}]]\n`])),
};

/** What is looked at of a write's answer. */
interface Written {
  data: { item: { id: string } };
  meta: { conflicts?: string[] };
}

/** Runs a call that must succeed, in this process as well. */
async function succeed(root: string, { as, role, session }: CallOptions, argv: readonly string[]): Promise<Written> {
  const actor = { TOUCHSTONE_ACTOR: as, TOUCHSTONE_ROLE: role, TOUCHSTONE_SESSION: session };
  const { line, exitCode } = await callWithin({ ...actor, TOUCHSTONE_VAULT: root, TOUCHSTONE_NOW: MADE, PATH: process.env['PATH'] })(argv);
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode}\n${line}`);
  return JSON.parse(line) as Written;
}

/** A vault with caches, stories, a proposal, drift, a conflict copy, and changes that came after its caches were written. */
export class QuestionedVault {
  readonly questions: readonly { verb: string; argv: readonly string[] }[];

  private constructor(readonly vault: TestVault, names: Names) {
    this.questions = [
      ...Object.entries(questionsAbout(names)).flatMap(([verb, all]) => all.map((args) => ({ verb, argv: [...verb.split(' '), ...args] }))),
      ...plansFor(names).map((argv) => ({ verb: 'plan', argv })),
    ];
  }

  /** @param root where the vault is made; a new folder if left out */
  static async make(root = temporaryFolder()): Promise<QuestionedVault> {
    const vault = vaultAt(root);
    for (const [path, content] of Object.entries(NOTES)) vault.edit(path, content);
    await succeed(root, { as: 'set-up' }, ['init', root, '--prefix', 'PROJ', '--project', 'demo']);
    const newStory = async (title: string, ...more: string[]): Promise<string> => (await succeed(root, SR, ['story', 'create', title, '--ac', 'login returns a token', '--ac', 'a wrong password is refused', ...more])).data.item.id;
    const blocker = await newStory('Blocker', '--label', 'security');
    const blocked = await newStory('Blocked', '--blocked-by', blocker);
    const story = await newStory('At work');
    await succeed(root, DEV, ['story', 'claim', story]);
    await succeed(root, DEV, ['story', 'comment', story, 'Seen words.']);
    const after = join(temporaryFolder(), 'after.md');
    writeFileSync(after, AFTER);
    const proposal = (await succeed(root, PROPOSER, ['proposal', 'create', '--target', TARGET, '--motivation', 'Two rejections.', '--impact', 'All.', '--body-file', after])).data.item.id;
    // A process of its own: it is killed.
    vault.run(['note', 'append', 'crashed.md', 'added'], { ...DEV, env: { TOUCHSTONE_FAULT: 'committed' } });
    vault.edit('crashed.md', 'theirs\n');
    const { meta } = await succeed(root, DEV, ['note', 'delete', 'gone.md']);
    const questioned = new QuestionedVault(vault, { blocked, story, proposal, conflict: meta.conflicts?.[0] ?? '' });
    for (const { argv } of questioned.questions) await questioned.ask(argv);
    // What comes after the caches were written.
    await succeed(root, SR, ['story', 'update', blocker, '--priority', '1']);
    await succeed(root, SR, ['note', 'create', 'late.md', '--title', 'Late']);
    vault.edit('drifted.md', 'words that nobody governed\n');
    return questioned;
  }

  /** The answer as one line of JSON; ids that are drawn anew for each operation are left out. */
  async ask(argv: readonly string[]): Promise<string> {
    const { line } = await callWithin({ TOUCHSTONE_VAULT: this.vault.root, TOUCHSTONE_NOW: NOW, PATH: process.env['PATH'] })(argv);
    return line.replace(/"id":"d[0-9a-f]{8}-[0-9a-z]{10}"/gu, '"id":"…"');
  }

  get cacheFolder(): string {
    return join(this.vault.root, '.touchstone/local/cache');
  }

  /** The files of the cache, by name. */
  caches(): Map<string, Buffer> {
    const names = existsSync(this.cacheFolder) ? readdirSync(this.cacheFolder).sort() : [];
    return new Map(names.map((name) => [name, readFileSync(join(this.cacheFolder, name))]));
  }

  /** Other contents of some of its notes, of the same size each, that nearly every question is answered differently by. */
  sameSizeEdits(): [path: string, content: string][] {
    const changed = (path: string, ...replacements: [string, string][]): [string, string] => {
      const text = replacements.reduce((edited, [from, to]) => edited.replace(from, to), this.vault.read(path));
      return [path, text];
    };
    const stories = readdirSync(join(this.vault.root, 'stories')).map((name) => changed(`stories/${name}`, ['priority: 2', 'priority: 3'], ['title: B', 'title: C']));
    const [proposal = ''] = readdirSync(join(this.vault.root, '_inbox'));
    return [
      ...stories,
      changed(RETRY, ['amount: 7', 'amount: 9'], ['[[Nowhere]]', '[[Missing]]'], ['#retry', '#other'], ['- [ ]', '- [x]'], ['## When', '## Then'], ['type: pattern', 'type: unknown']),
      changed('knowledge/patterns/Backoff.md', ['(Retry.md)', '(Other.md)']),
      changed('knowledge/debug/Port.md', ['actionable: pending', 'actionable: unclear']),
      changed('drifted.md', ['nobody', 'no-one']),
      changed(`_inbox/${proposal}`, ['Two rejections', 'Six rejections']),
    ];
  }

  /** Puts exactly these files into the cache. */
  setCaches(files: ReadonlyMap<string, Uint8Array>): void {
    if (statSync(this.cacheFolder, { throwIfNoEntry: false })?.isFile() === true) rmSync(this.cacheFolder);
    mkdirSync(this.cacheFolder, { recursive: true });
    for (const name of readdirSync(this.cacheFolder)) rmSync(join(this.cacheFolder, name), { recursive: true });
    for (const [name, content] of files) writeFileSync(join(this.cacheFolder, name), content);
  }

  /** Asks everything, each time with exactly these caches, and with what `spoil` does to their folder. */
  async answers(caches: ReadonlyMap<string, Uint8Array>, spoil: (folder: string) => void = () => undefined): Promise<string[]> {
    const answers: string[] = [];
    for (const { argv } of this.questions) {
      this.setCaches(caches);
      spoil(this.cacheFolder);
      answers.push(`${argv.join(' ')}\n${await this.ask(argv)}`);
    }
    return answers;
  }
}

/** Names of the verbs that the questions leave out, or have and shouldn't: none, when each reading verb is asked or excused. */
export function unaskedVerbs(verbs: readonly Verb[], questions: QuestionedVault['questions']): string[] {
  const asked = new Set(questions.map(({ verb }) => verb));
  const reading = verbs.filter(({ writes }) => !writes).map(({ noun, name }) => (noun === null ? name : `${noun} ${name}`));
  return reading.filter((name) => asked.has(name) === Object.hasOwn(NO_QUESTIONS, name));
}
