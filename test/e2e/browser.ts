// One Chromium for all tests of a file. It can reach nothing but this computer.
import { chromium, type Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';

let launched: Promise<Browser> | null = null;

export function browser(): Promise<Browser> {
  launched ??= chromium.launch({
    // Its start takes a processor for a while, which may have others to serve.
    timeout: 120_000,
    executablePath: findChromium(),
    args: ['--disable-dev-shm-usage', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  return launched;
}

afterAll(async () => {
  const running = launched;
  launched = null;
  await (await running)?.close();
});
