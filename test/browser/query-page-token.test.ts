import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { startAccessServer } from '../integration/access/access-server.js';
import { browser, describeWithBrowser } from '../support/real-parts.js';

describeWithBrowser('The query page of a catalog that asks for a token', () => {
  let page: Page;
  let token: string;
  const cleanUp: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const server = await startAccessServer({}, async ({ ports: { access } }) => {
      ({ text: token } = await access.create(
        { actor: 'ada', role: 'admin' },
        { name: 'me', role: 'reader' },
      ));
    });
    cleanUp.push(() => server.close());
    const launched = await launchBrowser(browser().executable);
    cleanUp.push(launched.close);
    page = await launched.browser.newPage();
    await page.goto(`${server.url}/graphql`);
  });
  afterAll(async () => {
    for (const step of cleanUp.reverse()) await step();
  });

  const resultHas = (text: string) =>
    page.waitForFunction(
      (wanted) => document.querySelector('.result-window')?.textContent?.includes(wanted),
      text,
    );

  it('says what to do, and answers once the token stands under Headers', async () => {
    await page.click('.graphiql-execute-button');
    await resultHas('HEADWATER_TOKEN');
    await page.click('.graphiql-editor-tools [data-name="headers"]');
    await page.click('[data-uri$="request-headers.json"]');
    await page.keyboard.insertText(JSON.stringify({ Authorization: `Bearer ${token}` }));
    await page.click('.graphiql-execute-button');
    // The catalog is empty: that nothing has the name is an answer.
    await resultHas('NOT_FOUND');
  });

  it('leaves the token behind nowhere in the browser', async () => {
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(kept).toContain('graphiql');
    expect(kept).not.toContain(token.slice(-64));
  });
});
