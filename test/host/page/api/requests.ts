// `request` and `requestUrl`. The project promises no network: they really ask for the address, and the runner, which
// sees every request, fails the test.
import type { RequestUrlParam, RequestUrlResponse, RequestUrlResponsePromise } from 'obsidian';

export function requestUrl(given: RequestUrlParam | string): RequestUrlResponsePromise {
  const response = ask(typeof given === 'string' ? { url: given } : given);
  return Object.assign(response, {
    arrayBuffer: response.then(({ arrayBuffer }) => arrayBuffer),
    json: response.then(({ json }) => json as unknown),
    text: response.then(({ text }) => text),
  });
}

export async function request(given: RequestUrlParam | string): Promise<string> {
  return (await requestUrl(given)).text;
}

async function ask({ url, method = 'GET', body, headers = {}, contentType, throw: throws = true }: RequestUrlParam): Promise<RequestUrlResponse> {
  const response = await fetch(url, { method, body: body ?? null, headers: { ...headers, ...(contentType ? { 'content-type': contentType } : {}) } });
  if (throws && response.status >= 400) throw new Error(`Request failed, status ${response.status}`);
  const arrayBuffer = await response.arrayBuffer();
  const text = new TextDecoder().decode(arrayBuffer);
  return { status: response.status, headers: Object.fromEntries(response.headers), arrayBuffer, text, get json(): unknown { return JSON.parse(text); } };
}
