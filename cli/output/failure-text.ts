// A refusal in words: what was refused, what was found (each failed gate, each candidate), what would be allowed.
import type { TouchstoneError } from '../../shared/errors';
import type { Paint } from '../paint';
import { cleanLine } from './clean';

/** Lists in `details` that only repeat what the message and the hint say. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['allowed', 'surplus']);
/** More entries than this are counted, not listed; `--json` has all. */
const LISTED = 20;

export function failureText(error: TouchstoneError, paint: Paint): string {
  return [
    `${paint.red(`${error.code}:`)} ${cleanLine(error.message)}`,
    ...Object.entries(error.details).flatMap(([name, value]) => findings(name, value)),
    ...(error.hint === undefined || error.hint === '' || saysItsNeeds(error) ? [] : [`${paint.cyan('hint:')} ${cleanLine(error.hint)}`]),
  ].join('\n');
}

/** Failed gates are listed with what each needs; the hint would say the same again. */
function saysItsNeeds(error: TouchstoneError): boolean {
  const { gates } = error.details;
  return Array.isArray(gates) && gates.length > 0;
}

function findings(name: string, value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0 || SAID_ELSEWHERE.has(name)) return [];
  const lines = value.slice(0, LISTED).map((entry) => `    - ${inWords(entry)}`);
  const more = value.length > LISTED ? [`    … and ${value.length - LISTED} more`] : [];
  return [`  ${name.replaceAll('_', ' ')}:`, ...lines, ...more];
}

/** An entry that has a `message` is said by it, with its name in front; any other by its values. */
function inWords(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return cleanLine(String(entry));
  const { message, hint, ...others } = entry as Record<string, unknown>;
  const { gate, found, allowed: needed } = others;
  if (typeof gate === 'string' && typeof found === 'string' && typeof needed === 'string') {
    return cleanLine(`${gate.replaceAll('_', ' ')}: ${found}; needed: ${needed}`);
  }
  const names = Object.values(others).filter((value) => typeof value === 'string' || typeof value === 'number');
  if (typeof message !== 'string') return cleanLine(names.join('  '));
  const allowed = typeof hint === 'string' && hint !== '' ? ` (${hint})` : '';
  return cleanLine(`${message}${allowed}`);
}
