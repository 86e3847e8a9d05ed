// Watches the windows of an app for what must not happen in a test: errors, and requests that leave this computer.
import type { BrowserContext } from 'playwright-core';

export class Problems {
  private readonly found: string[] = [];

  constructor(context: BrowserContext, private readonly origin: string) {
    context.on('weberror', (event) => { this.add(`page error: ${event.error().stack ?? event.error().message}`); });
    context.on('console', (message) => { if (message.type() === 'error') this.add(`console error: ${message.text()}`); });
    context.on('request', (request) => { this.checkAddress(request.url()); });
    context.on('page', (page) => { page.on('websocket', (socket) => { this.checkAddress(socket.url()); }); });
  }

  add(problem: string): void {
    this.found.push(problem);
  }

  list(): string[] {
    return [...this.found];
  }

  /** Takes those that the test expects away, and answers them; a test that provokes an error calls this. */
  take(expected: RegExp): string[] {
    const taken = this.found.filter((problem) => expected.test(problem));
    this.found.splice(0, this.found.length, ...this.found.filter((problem) => !expected.test(problem)));
    return taken;
  }

  private checkAddress(url: string): void {
    const { origin, protocol } = new URL(url);
    const isLocal = origin === this.origin || ['data:', 'blob:', 'about:'].includes(protocol);
    if (!isLocal) this.add(`network request: ${url}`);
  }
}
