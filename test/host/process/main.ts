// The process behind one page of the host: it owns the real file calls, the page's process id, and the watch over the
// vault's folder, and serves the page on 127.0.0.1. It ends when whoever started it lets go of its standard input.
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { basename, extname, join, normalize, sep } from 'node:path';
import type { HostConfig } from '../wire';
import { answerAll } from './calls';
import { htmlOf } from './document';
import { FolderWatch } from './folder-watch';

/** Given as JSON in the first argument. */
interface Start {
  vault: string;
  /** Folder with the page's script and style sheet. */
  assets: string;
  phone: boolean;
  dark: boolean;
  /** 0 for any. */
  port: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
};

const start = JSON.parse(process.argv[2] ?? '') as Start;
const watch = new FolderWatch(start.vault, tellChanges);
const listeners = new Set<ServerResponse>();

const config: HostConfig = {
  vaultPath: start.vault,
  vaultName: basename(start.vault),
  phone: start.phone,
  dark: start.dark,
  node: {
    pid: process.pid,
    platform: process.platform,
    arch: process.arch,
    uid: process.getuid?.() ?? 0,
    hostname: hostname(),
    version: process.versions.node,
  },
};

const server = createServer((request, response) => {
  route(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(start.port, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();

async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
  if (path === '/') send(response, '.html', htmlOf(config));
  else if (path === '/calls') send(response, '.js', await answerAll(request, watch));
  else if (path === '/changes') listen(response);
  else if (path.startsWith('/host/')) sendFile(response, start.assets, path.slice('/host/'.length));
  else if (path.startsWith('/vault/')) sendFile(response, start.vault, path.slice('/vault/'.length));
  else response.writeHead(404).end();
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': `${TYPES[type] ?? 'text/plain'}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
}

function sendFile(response: ServerResponse, folder: string, path: string): void {
  const full = normalize(join(folder, path));
  if (!full.startsWith(folder + sep)) {
    response.writeHead(403).end();
    return;
  }
  createReadStream(full)
    .once('open', () => response.writeHead(200, { 'content-type': TYPES[extname(full)] ?? 'application/octet-stream', 'cache-control': 'no-store' }))
    .once('error', () => response.writeHead(404).end())
    .pipe(response);
}

/** Keeps a stream of server-sent events open. */
function listen(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(':\n\n');
  listeners.add(response);
  response.once('close', () => listeners.delete(response));
}

/** Only where something changed: what is there now, the page asks for itself. */
function tellChanges(paths: readonly string[]): void {
  for (const response of listeners) response.write(`data: ${JSON.stringify(paths)}\n\n`);
}
