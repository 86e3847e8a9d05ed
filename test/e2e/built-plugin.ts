// The plugin as it is released, beside the released program: built once in a test run.
import { dirname, join } from 'node:path';
import { releaseProgram } from '../cli/program';

/** Folder with `main.js`, `manifest.json`, `styles.css`. */
export function builtPlugin(): string {
  return join(dirname(releaseProgram()), 'plugin');
}
