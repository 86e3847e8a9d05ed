// What a run found out, as Markdown and plots. The prose around it in docs/benchmarks.md is written by hand, and stays.
import { verdictOf, type Duel, type ExtraTable, type Findings, type Point, type Row } from '../findings';
import { count, duration, figure, table } from './format';
import { plot, type Series } from './plot';

const OPENS = '<!-- measured -->';
const CLOSES = '<!-- /measured -->';

export interface Report {
  /** RFC 3339 date. */
  day: string;
  /** Markdown lines about machine and versions. */
  facts: readonly string[];
  /** Markdown lines about the tools that are compared with: version, or why they could not be had. */
  peers: readonly string[];
  findings: Required<Findings>;
}

/** The document with its measured part replaced. @throws Error when it has no place for it. */
export function withMeasured(document: string, measured: string): string {
  const [start, end] = [document.indexOf(OPENS), document.indexOf(CLOSES)];
  if (start === -1 || end < start) throw new Error(`the document has no ${OPENS} … ${CLOSES}`);
  return `${document.slice(0, start + OPENS.length)}\n${measured}\n${document.slice(end)}`;
}

/** @param images folder of the plots as the document links to it; `null` leaves them out. */
export function measuredText({ day, facts, peers, findings }: Report, images: string | null): string {
  const { rows, points, duels, tables } = findings;
  return [
    section('The machine', [`- measured on ${day}`, ...facts.map((fact) => `- ${fact}`)].join('\n')),
    rows.length > 0 && section('Targets', `${tally(rows)}\n\n${targets(rows)}`),
    section('What stands in the way', inTheWay(rows)),
    images !== null && points.length > 0 && section('How cost grows', [...plotsOf(points).keys()].map((name) => `![${titleOf(name, points)}](${images}/${name})`).join('\n')),
    section('Beside other tools', [...peers.map((peer) => `- ${peer}`), ...(duels.length === 0 ? [] : ['', comparison(duels)])].join('\n')),
    ...tables.map(({ title, text, head, lines }: ExtraTable) => section(title, `${text}\n\n${table(head, lines)}`)),
  ].filter((part) => part !== false && part !== '').join('\n\n');
}

/** Plots by the name of their file. */
export function plotsOf(points: readonly Point[]): Map<string, string> {
  const commands = [...new Set(points.map(({ command }) => command))];
  return new Map(commands.map((command) => [fileOf(command), plot(command, seriesOf(command, points))]));
}

function seriesOf(command: string, points: readonly Point[]): Series[] {
  const own = points.filter((point) => point.command === command);
  return [...new Set(own.map(({ by }) => by))].map((name) => ({ name, points: own.filter(({ by }) => by === name).sort((a, b) => a.notes - b.notes) }));
}

function fileOf(command: string): string {
  const words = command.replace(/<\w+>|--json|--limit \d+|key=value/g, '').toLowerCase().match(/[a-z]+/g) ?? [];
  return `bench-${words.join('-')}.svg`;
}

function titleOf(file: string, points: readonly Point[]): string {
  return points.find(({ command }) => fileOf(command) === file)?.command.replaceAll('<', '').replaceAll('>', '') ?? file;
}

function section(title: string, text: string): string {
  return text === '' ? '' : `## ${title}\n${text}`;
}

function tally(rows: readonly Row[]): string {
  const of = (verdict: string): number => rows.filter((row) => verdictOf(row) === verdict).length;
  return `${of('met')} met, ${of('not met')} not met, ${of('not measured')} not measured.`;
}

function targets(rows: readonly Row[]): string {
  return table(['what', 'notes', 'a multiple of', 'target', 'reached', 'at its calmest', 'usual time', ''], rows.map((row) => [
    row.remark === null ? row.what : `${row.what} (${row.remark})`,
    row.notes === null ? '–' : count(row.notes),
    row.against,
    'most' in row.target ? `≤ ${figure(row.target.most)}` : `≥ ${figure(row.target.least)}`,
    row.reached === null ? '–' : figure(row.reached),
    row.calmest === null ? '–' : figure(row.calmest),
    row.milliseconds === null ? '–' : duration(row.milliseconds),
    emphasised(verdictOf(row)),
  ]));
}

function emphasised(verdict: string): string {
  return verdict === 'met' ? 'met' : `**${verdict}**`;
}

function inTheWay(rows: readonly Row[]): string {
  const missed = rows.filter((row) => verdictOf(row) === 'not met');
  const reasons = new Map(missed.map(({ what, inTheWay: reason }) => [what, reason ?? 'Not known.']));
  return [...reasons].map(([what, reason]) => {
    const where = missed.filter((row) => row.what === what).map(({ notes }) => notes).filter((notes) => notes !== null).map(count);
    return `- ${what}${where.length === 0 ? '' : ` (${where.join(', ')} notes)`}: ${reason}`;
  }).join('\n');
}

function comparison(duels: readonly Duel[]): string {
  return table(['work', 'notes', 'touchstone', 'peer', 'asked of it', 'its time', 'who is ahead'], duels.map((duel) => [
    duel.work, count(duel.notes), duration(duel.ours), duel.peer, `\`${duel.asked}\``,
    duel.theirs === null ? duel.remark ?? '–' : duration(duel.theirs), duel.theirs === null ? '–' : ahead(duel.ours, duel.theirs, duel.peer),
  ]));
}

/** Within a tenth neither is: the machine's noise is larger. */
function ahead(ours: number, theirs: number, peer: string): string {
  const times = Math.max(ours, theirs) / Math.min(ours, theirs);
  if (times < 1.1) return 'neither';
  return ours < theirs ? `touchstone, ${figure(times)} ×` : `**${peer}, ${figure(times)} ×**`;
}
