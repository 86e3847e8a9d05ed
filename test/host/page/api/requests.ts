// `request` and `requestUrl`. The project promises no network: they really ask for the address, and the runner, which
// sees every request, fails the test.
import type { RequestUrlParam, RequestUrlResponse, RequestUrlResponsePromise } from 'obsidian';

/** Its parts are promises too, made when they are asked for: one that nobody waits for must not fail unheard. */
export function requestUrl(given: RequestUrlParam | string): RequestUrlResponsePromise {
  const response = ask(typeof given === 'string' ? { url: given } : given);
  return Object.defineProperties(response, {
    arrayBuffer: { get: () => response.then(({ arrayBuffer }) => arrayBuffer) },
    json: { get: () => response.then(({ json }) => json as unknown) },
    text: { get: () => response.then(({ text }) => text) },
  }) as RequestUrlResponsePromise;
}

export async function request(given: RequestUrlParam | string): Promise<string> {
  return (await requestUrl(given)).text;
}

async function ask({ url, method = 'GET', body, headers = {}, contentType, throw: throws = true }: RequestUrlParam): Promise<RequestUrlResponse> {
  const response = await fetch(url, { method, body: body ?? null, headers: { ...headers, ...(contentType ? { 'content-type': contentType } : {}) } });
  if (throws && response.status >= 400) throw new Error(`Request failed, status ${response.status}`);
  const arrayBuffer = await response.arrayBuffer();
  const text = new TextDecoder().decode(arrayBuffer);
  return { status: response.status, headers: Object.fromEntries(response.headers), arrayBuffer, text, get json() { return JSON.parse(text) as unknown; } };
}
