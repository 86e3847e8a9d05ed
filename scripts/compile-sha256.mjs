// Compiles shared/node/sha256.wat to shared/node/sha256-code.ts: `node scripts/compile-sha256.mjs [--print]`.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const SOURCE = fileURLToPath(new URL('../shared/node/sha256.wat', import.meta.url));
const TARGET = fileURLToPath(new URL('../shared/node/sha256-code.ts', import.meta.url));

const module = (await wabt()).parseWat('sha256.wat', await readFile(SOURCE, 'utf8'), { bulk_memory: true });
const code = Buffer.from(module.toBinary({}).buffer).toString('base64');
const text = `// SHA-256 as WebAssembly, in Base64: made of \`sha256.wat\` by \`node scripts/compile-sha256.mjs\`.\nexport const SHA256_CODE = '${code}';\n`;
if (process.argv.includes('--print')) process.stdout.write(text);
else await writeFile(TARGET, text);
