// vitest's global set-up: one empty folder per run, into which the first test that needs the program builds it.
// Each run has its own, so that runs beside each other never see a program that is half written.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    programFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-program-'));
  project.provide('programFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
