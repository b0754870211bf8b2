import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { temporaryDirectory } from './temp-dir.js';
import { UnavailablePart } from './unavailable-part.js';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without these a browser looks for its maker's servers at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that is installed; `HEADWATER_TEST_BROWSER` names one that lies elsewhere. */
export function findBrowser(env: NodeJS.ProcessEnv): { executable: string } {
  const named = env['HEADWATER_TEST_BROWSER'];
  const executable = (named ? [named] : CANDIDATES).find((path) => existsSync(path));
  if (executable) return { executable };
  throw new UnavailablePart(
    'Chromium is not installed.',
    'Install it (Debian: chromium), or name one by HEADWATER_TEST_BROWSER.',
  );
}

export async function launchBrowser(
  executable: string,
): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const home = await temporaryDirectory('browser');
  const browser = await chromium.launch({
    executablePath: executable,
    args: QUIET,
    env: { ...process.env, HOME: home.path },
  });
  return {
    browser,
    async close() {
      await browser.close();
      await home.remove();
    },
  };
}
