// The page's line to its process. `callSync` blocks, as Node's own functions would; `call` is for what the app does
// in the background, and sends together what is asked for at the same time.
import { decode, encode, type HostConfig, type Wire, type WireCall, type WireEntry, type WireError, type WireReply, type WireStats } from '../wire';
import { BridgedEntry, BridgedStats } from './node/stats';

/** Calls that travel in one request: more would keep others waiting for long. */
const LARGEST_BATCH = 500;

interface Waiting {
  call: WireCall;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

let waiting: Waiting[] = [];

export function readConfig(): HostConfig {
  return JSON.parse(document.getElementById('host-config')?.textContent ?? '') as HostConfig;
}

/** Calls whose answers nobody looks at; they travel before the next one, in its request. */
let postponed: WireCall[] = [];

/** Throws what the function threw over there, with its `code`; or what a postponed call before it did. */
export function callSync<T>(name: string, ...args: unknown[]): T {
  const calls = [...postponed, wireCall(name, args)];
  postponed = [];
  const request = new XMLHttpRequest();
  request.open('POST', '/calls', false);
  request.send(JSON.stringify(calls));
  const values = (JSON.parse(request.responseText) as WireReply[]).map(valueOf);
  return values.at(-1) as T;
}

/** For functions without a result that hardly ever fail. */
export function postpone(name: string, ...args: unknown[]): void {
  postponed.push(wireCall(name, args));
}

export function call<T>(name: string, ...args: unknown[]): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (waiting.length === 0) queueMicrotask(() => { void send(); });
    waiting.push({ call: wireCall(name, args), resolve: resolve, reject });
  });
}

async function send(): Promise<void> {
  const all = waiting;
  waiting = [];
  for (let start = 0; start < all.length; start += LARGEST_BATCH) await sendBatch(all.slice(start, start + LARGEST_BATCH));
}

async function sendBatch(batch: readonly Waiting[]): Promise<void> {
  try {
    const response = await fetch('/calls', { method: 'POST', body: JSON.stringify(batch.map((item) => item.call)) });
    const replies = await response.json() as WireReply[];
    batch.forEach(({ resolve, reject }, index) => { settle(replies[index], resolve, reject); });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

function settle(reply: WireReply | undefined, resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
  try {
    if (reply === undefined) throw new Error('no answer');
    resolve(valueOf(reply));
  } catch (error) {
    reject(error);
  }
}

function wireCall(name: string, args: readonly unknown[]): WireCall {
  return { name, args: args.map((arg) => encode(arg)) };
}

function valueOf(reply: WireReply): unknown {
  if ('error' in reply) throw errorFrom(reply.error);
  return decode(reply.value, fromMark);
}

function fromMark(mark: string, content: Wire): unknown {
  if (mark === '$stats') return new BridgedStats(content as unknown as WireStats);
  if (mark === '$entry') return new BridgedEntry(content as unknown as WireEntry);
  throw new TypeError(`unknown mark ${mark}`);
}

function errorFrom({ message, ...fields }: WireError): Error {
  return Object.assign(new Error(message), fields);
}
