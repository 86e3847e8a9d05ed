// Writes docs/note-types.md from the table in shared/knowledge/types.ts: `node scripts/note-types.mjs`.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @returns the text of the page. */
export async function noteTypesPage() {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}shared/knowledge/types.ts`], bundle: true, format: 'esm', write: false, logLevel: 'silent',
  });
  const { NOTE_TYPES, noteTypeNames } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return `${[
    '# Types of notes',
    '',
    'Made by `node scripts/note-types.mjs` from `shared/knowledge/types.ts`, which also drives `note create --type`, `note capture` and `note lint`. A vault names the folder below its knowledge folder for project scope, and at its top for system scope.',
    ...noteTypeNames().flatMap((name) => section(NOTE_TYPES[name])),
  ].join('\n')}\n`;
}

function section({ name, summary, folder, sections, properties }) {
  return [
    '', `## ${name}`, `${summary[0].toUpperCase()}${summary.slice(1)}.`, '',
    `Folders: project ${folder.project === null ? 'none' : `\`knowledge/${folder.project}/\``}, system ${folder.system === null ? 'none' : `\`${folder.system}/\``}. Sections: ${sections.join(', ')}.`, '',
    '| property | required | holds | default | meaning |', '|---|---|---|---|---|',
    ...properties.map((rule) => `| \`${rule.name}\` | ${{ always: 'yes', in_project: 'in project scope', never: 'no' }[rule.required]} | ${rule.allowed?.join(', ') ?? rule.holds} | ${rule.default ?? ''} | ${rule.summary} |`),
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(`${ROOT}docs/note-types.md`, await noteTypesPage());
}
