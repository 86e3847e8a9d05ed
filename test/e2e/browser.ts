// One Chromium for all tests that share a process. It can reach nothing but this computer, and ends with the process.
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.mjs';

let launched: Promise<Browser> | null = null;

export async function browser(): Promise<Browser> {
  // What made it crash must not fail the tests of other files.
  if (launched !== null && !(await launched).isConnected()) launched = null;
  launched ??= chromium.launch({
    // Its start takes a processor for a while, which may have others to serve.
    timeout: 120_000,
    executablePath: findChromium(),
    args: ['--disable-dev-shm-usage', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  return launched;
}
