import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineageReader, ReadingTerms } from '../../../src/catalog/lineage/lineage.reader.js';
import { createLog, openCatalog, startServer, type Catalog } from '../../../src/main.js';
import { loadConfig } from '../../../src/config.js';
import { entityId } from '../../../src/model/entity-id.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { askOverHttp } from '../../support/example-catalog.js';

const table = (n: number): string => entityId('Table', 'db', `t${n}`);
const STEP_MS = 20;

/** A chain of tables that has no end; each step to the next takes its time. */
class EndlessReader {
  constructor(
    private readonly counted: { steps: number },
    private readonly terms: ReadingTerms = {},
  ) {}

  revision = (): number => 0;
  under = (terms: ReadingTerms): LineageReader =>
    new EndlessReader(this.counted, { ...this.terms, ...terms });
  columnsOf = () => Promise.resolve([]);
  knownByColumns = () => Promise.resolve([]);
  freshness = () => Promise.resolve([]);
  words = () => Promise.resolve([]);
  summaries = (ids: readonly string[]) =>
    Promise.resolve(ids.map((id) => ({ id, kind: 'Table' as const, name: id })));

  async hops(ids: readonly string[]) {
    const step = async () => {
      this.terms.signal?.throwIfAborted();
      this.counted.steps += 1;
      await sleep(STEP_MS);
      this.terms.signal?.throwIfAborted();
      return ids.map((id) => ({
        ...{ upstream: id, upstreamKind: 'Table' as const, type: 'DERIVED_FROM' as const },
        ...{ downstream: table(this.counted.steps), downstreamKind: 'Table' as const },
        ...{ stated: 'RECORDED' as const, by: 's' },
      }));
    };
    const hops = await (this.terms.turn ? this.terms.turn(step) : step());
    const things = await this.summaries(hops.map(({ downstream }) => downstream));
    return { hops, ahead: 0 as const, things };
  }
}

const QUESTION = `{ lineage(id: "${table(0)}", direction: DOWNSTREAM) { totals { total } } }`;

describe('A server that is asked a long question', () => {
  const counted = { steps: 0 };
  const scratch = temporaryDirectory('gone-client');
  let catalog: Catalog;
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    const { path } = await scratch;
    const config = { ...loadConfig({ data: path, port: 0 }, {}) };
    catalog = await openCatalog(config);
    const lineage = new EndlessReader(counted) as unknown as LineageReader;
    const slow = { ...catalog, ports: { ...catalog.ports, lineage } };
    server = await startServer(config, slow, { orAnotherPort: false, log: createLog('silent') });
  });
  afterAll(async () => {
    await server.close();
    await catalog.close();
    await (await scratch).remove();
  });

  /** As a browser whose window is closed after a while. */
  const askAndLeave = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const sent = request(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      sent.on('error', () => resolve());
      sent.end(JSON.stringify({ query: QUESTION }));
      setTimeout(() => sent.destroy(new Error('left')), milliseconds);
    });

  it('stops asking the catalog when the client goes away', async () => {
    await askAndLeave(30 * STEP_MS);
    await sleep(3 * STEP_MS);
    const atEnd = counted.steps;
    expect(atEnd).toBeGreaterThan(3);
    await sleep(20 * STEP_MS);
    expect(counted.steps).toBe(atEnd);
  });

  it('answers others meanwhile, and who stays gets what was found within the time', async () => {
    const left = askAndLeave(20 * STEP_MS);
    const { data } = await askOverHttp(
      server.url,
      `{ lineage(id: "${table(0)}", direction: DOWNSTREAM, seconds: 0.2) { answer { complete cut { reason } } } }`,
    );
    expect(data).toEqual({ lineage: { answer: { complete: false, cut: [{ reason: 'TIME' }] } } });
    await left;
  });
});
