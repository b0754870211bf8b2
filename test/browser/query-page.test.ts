import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { startExampleServer, type ExampleServer } from '../support/example-catalog.js';
import { browser, describeWithBrowser } from '../support/real-parts.js';

describeWithBrowser('The query page', () => {
  let server: ExampleServer;
  let page: Page;
  const requested: string[] = [];
  const cleanUp: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await startExampleServer();
    const launched = await launchBrowser(browser().executable);
    cleanUp.push(() => server.close(), launched.close);
    page = await launched.browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(`${server.url}/graphql`);
  });
  afterAll(async () => {
    for (const step of cleanUp.reverse()) await step();
  });

  it('answers the example question at a click', async () => {
    await page.click('.graphiql-execute-button');
    await page.waitForFunction(() =>
      document.querySelector('.result-window')?.textContent?.includes('CRITICAL'),
    );
    expect(await page.textContent('.result-window')).toContain('"total"');
  });

  it('asks nobody but the server that it came from', () => {
    const elsewhere = requested.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url));
    expect(requested.length).toBeGreaterThan(1);
    expect(elsewhere).toEqual([]);
  });
});
