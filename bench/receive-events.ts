import 'reflect-metadata';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { loadConfig } from '../src/config.js';
import { createLog, openCatalog, startServer } from '../src/main.js';
import { temporaryDirectory } from '../test/support/temp-dir.js';

/**
 * How many events a second the receiver keeps, beside a bare writer of the same lines that syncs after each, and how
 * long the catalog takes to take them up. Run it by `npm run bench:receive`.
 */
const EVENTS = 4000;
const JOBS = 200;
const COLUMNS = 10;
const BATCH = 100;

const facet = {
  _producer: 'https://sender.example',
  _schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
};
const dataset = (name: string, facets: object) => ({ namespace: 'postgres://warehouse:5432', name, facets });

/** A nightly run of one of the jobs: three tables, ten columns each, column lineage. */
function event(n: number): object {
  const [job, night] = [n % JOBS, Math.floor(n / JOBS)];
  const columns = Array.from({ length: COLUMNS }, (_, index) => `column_${index}`);
  const schema = { ...facet, fields: columns.map((name) => ({ name, type: 'text' })) };
  const from = (field: string) => ({
    inputFields: [
      {
        namespace: 'postgres://warehouse:5432',
        name: `in_${job}`,
        field,
        transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }],
      },
    ],
  });
  const fields = Object.fromEntries(columns.map((column) => [column, from(column)]));
  return {
    ...{ eventType: 'COMPLETE', eventTime: new Date(Date.UTC(2026, 0, 1 + night)).toISOString() },
    ...{ producer: facet._producer, schemaURL: facet._schemaURL },
    run: { runId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` },
    job: { namespace: 'airflow://bench', name: `job_${job}` },
    inputs: [dataset(`in_${job}`, { schema }), dataset(`shared_${job % 10}`, { schema })],
    outputs: [dataset(`out_${job}`, { schema, columnLineage: { ...facet, fields } })],
  };
}

const bodies = Array.from({ length: EVENTS }, (_, n) => JSON.stringify(event(n)));
const { path, remove } = await temporaryDirectory('bench-receive');
const log = (what: string, events: number, ms: number): void =>
  console.log(
    `${what.padEnd(44)} ${Math.round(events / (ms / 1000))
      .toString()
      .padStart(7)} events/s`,
  );
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

async function bareWriter(lines: readonly string[], synced: number): Promise<void> {
  const handle = await open(join(path, `bare-${synced}.ndjson`), 'a');
  for (let n = 0; n < lines.length; n += synced) {
    await handle.appendFile(`${lines.slice(n, n + synced).join('\n')}\n`);
    await handle.datasync();
  }
  await handle.close();
}

/** A server of its own for each figure, so that nothing is remembered. */
async function receiving(name: string, sent: readonly string[], clients: number, batch = 1): Promise<void> {
  const directory = join(path, name);
  await mkdir(directory);
  const file = join(directory, 'headwater.yaml');
  await writeFile(file, 'services:\n  - { name: bench, type: openlineage, receive: true }\n');
  const config = loadConfig({ config: file, data: join(directory, 'data'), port: 0 }, {});
  const catalog = await openCatalog(config);
  // No round while events come: they are measured by themselves.
  const timing = { gather: 3_600_000, rest: 0, retry: 1000 };
  const server = await startServer(config, catalog, {
    orAnotherPort: false,
    log: createLog('silent'),
    receiving: { timing },
  });
  const queue = [...sent];
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const client = async (): Promise<void> => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop())
      await post(`${server.url}/api/v1/lineage`, body, agent);
  };
  log(
    `${name}`,
    sent.length * batch,
    await timed(() => Promise.all(Array.from({ length: clients }, client))),
  );
  if (clients > 1 && batch === 1) {
    for (const round of ['first', 'next, unchanged']) {
      const ms = await timed(async () => {
        const { state } = await catalog.syncs.start('bench');
        if (state !== 'COMPLETE') throw new Error(`The sync ended ${state}.`);
      });
      log(`taking up, ${round} round`, EVENTS, ms);
    }
  }
  agent.destroy();
  await server.close();
  await catalog.close();
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 201 ? resolve() : reject(new Error(String(response.statusCode))),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const lists = Array.from(
  { length: EVENTS / BATCH },
  (_, n) => `[${bodies.slice(n * BATCH, (n + 1) * BATCH).join(',')}]`,
);
console.log(`${EVENTS} events of ${Math.round(bodies.join('').length / EVENTS)} bytes, ${JOBS} jobs`);
log('bare writer, synced after each event', EVENTS, await timed(() => bareWriter(bodies, 1)));
log('bare writer, synced after 8 events', EVENTS, await timed(() => bareWriter(bodies, 8)));
await receiving('1 client, one by one', bodies, 1);
await receiving('8 clients, one by one', bodies, 8);
await receiving('1 client, lists of 100', lists, 1, BATCH);
await remove();
