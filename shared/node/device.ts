// The name of this machine in a vault's ledger. Only writes need it, so what it takes is loaded by them.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from './hash';

/** The same on every start of this machine, and another on another machine. */
export function deviceName(): string {
  return `d${sha256(new TextEncoder().encode(`${machineId()} ${hostname()}`)).slice(0, 8)}`;
}

function machineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}
