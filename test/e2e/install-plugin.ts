// Puts a built plugin into a vault and turns it on, as a person who installs it by hand does.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a release. Settings that are there already stay. */
const FILES = ['main.js', 'manifest.json', 'styles.css'];

/** Answers the plugin's id. */
export function installPlugin(vault: string, folder: string): string {
  const { id } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { id: string };
  const target = join(vault, '.obsidian/plugins', id);
  mkdirSync(target, { recursive: true });
  for (const name of FILES) if (existsSync(join(folder, name))) cpSync(join(folder, name), join(target, name));
  const list = join(vault, '.obsidian/community-plugins.json');
  const enabled = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) as string[] : [];
  writeFileSync(list, JSON.stringify([...new Set([...enabled, id])]));
  return id;
}
