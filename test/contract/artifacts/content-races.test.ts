import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentKey } from '../../../src/catalog/artifacts/artifact.store.js';
import { held, kept, type Hold } from '../../../src/catalog/artifacts/content-state.js';
import { removeArtifactRecord } from '../../../src/catalog/artifacts/remove-artifact-record.js';
import { sweepArtifacts } from '../../../src/catalog/artifacts/sweep-artifacts.js';
import type { ArtifactPorts } from '../../../src/catalog/artifacts/artifact-ports.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import {
  checksumOf,
  startArtifactServer,
  type ArtifactJson,
  type ArtifactServer,
} from '../../support/artifact-server.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { GraphContentLedger } from '../../../src/graph/graph-content.ledger.js';

const HOUR = 3_600_000;

describeOnEveryEngine('The content of artifacts', (open) => {
  let executor: GraphExecutor;
  let server: ArtifactServer;
  /** On the same graph and store, as there may be with Neo4j. */
  let other: ArtifactServer;
  let ports: ArtifactPorts;
  let ledger: GraphContentLedger;
  beforeAll(async () => {
    executor = await open();
    server = await startArtifactServer(executor);
    other = await startArtifactServer(executor, { store: 'directory', directory: server.directory });
    ports = await server.catalog.artifacts.ports();
    ledger = new GraphContentLedger(executor);
  });
  afterAll(async () => {
    await other.close();
    await server.close();
  });

  const addressOf = (path: string, { url } = server) =>
    `${url}/api/v1/artifacts/Artifact/own/churn/3/${encodeURIComponent(path)}`;
  const later = (ms: number): ArtifactPorts => ({ ...ports, clock: () => new Date(Date.now() + ms) });

  it('is never lost and never left over, whoever uploads and deletes the same at once', async () => {
    const contents = ['one', 'two'];
    const paths = ['a', 'b', 'c', 'd'];
    // 409: another server has changed the artifact in between.
    const allowed = [200, 201, 204, 404, 409];
    for (let round = 0; round < 6; round += 1) {
      const answers = await Promise.all(
        paths.flatMap((path, index) => {
          const content = contents[(index + round) % 2] ?? '';
          return [
            server.upload(path, content, { query: { replace: 'true' } }),
            fetch(addressOf(path), { method: 'DELETE' }),
            other.upload(path, content, { query: { replace: 'true' } }),
            other.upload(path, contents[index % 2] ?? '', { query: { replace: 'true' } }),
            fetch(addressOf(path, other), { method: 'DELETE' }),
          ];
        }),
      );
      const others = answers.filter(({ status }) => !allowed.includes(status));
      expect(await Promise.all(others.map((answer) => answer.text()))).toEqual([]);
      const referred = new Set<string>();
      for (const path of paths) {
        const download = await fetch(addressOf(path));
        if (download.status === 404) continue;
        const checksum = download.headers.get('etag')?.slice(1, -1) ?? '';
        expect([path, download.status, checksumOf(await download.text())]).toEqual([path, 200, checksum]);
        referred.add(checksum.slice(7));
      }
      const stored = server.files().map((file) => /[0-9a-f]{64}/.exec(file)?.[0] ?? file);
      expect(stored.sort()).toEqual([...referred].sort());
    }
    for (const path of paths) await fetch(addressOf(path), { method: 'DELETE' });
    expect(server.files()).toEqual([]);
    for (const content of contents) {
      expect(await ledger.state(checksumOf(content))).toEqual({ references: [], holds: [], removing: [] });
    }
  });

  it('stays while an upload is about to refer to it, though the last that did is deleted', async () => {
    const checksum = checksumOf('held');
    await server.upload('first', 'held');
    const hold: Hold = {
      artifact: 'Artifact:own/churn/3/second',
      key: contentKey(checksum, crypto.randomUUID()),
      until: new Date(Date.now() + HOUR).toISOString(),
    };
    await ledger.change(checksum, ({ state }) => held(state, hold));
    await fetch(addressOf('first'), { method: 'DELETE' });
    expect(server.files()).toHaveLength(1);
    // That upload died: after its time the sweep frees what it held.
    await sweepArtifacts(ports);
    expect(server.files()).toHaveLength(1);
    await sweepArtifacts(later(2 * HOUR));
    expect(server.files()).toEqual([]);
  });

  it('that a process which died had stored is freed, unless it had recorded the artifact', async () => {
    const artifact = (await (await server.upload('recorded', 'recorded')).json()) as ArtifactJson;
    const { checksum } = artifact;
    const state = await ledger.state(checksum);
    const hold = { artifact: artifact.id, key: state.key ?? '', until: new Date(0).toISOString() };
    await ledger.change(checksum, () => ({ ...state, references: [], holds: [hold] }));
    const lost = checksumOf('lost');
    const lostHold = {
      ...hold,
      artifact: 'Artifact:own/churn/3/lost',
      key: contentKey(lost, crypto.randomUUID()),
    };
    await ledger.change(lost, ({ state: before }) => kept(held(before, lostHold), lostHold));

    expect(await sweepArtifacts(ports)).toBe(2);
    expect(await ledger.state(checksum)).toEqual(state);
    expect(await (await fetch(addressOf('recorded'))).text()).toBe('recorded');
    expect(await ledger.state(lost)).toEqual({ references: [], holds: [], removing: [] });
    await fetch(addressOf('recorded'), { method: 'DELETE' });
  });

  it('whose artifact left the graph by another way is freed by the next sweep', async () => {
    await server.upload('purged', 'purged');
    await removeArtifactRecord(ports, 'Artifact:own/churn/3/purged', { actor: 'ada' });
    expect(server.files()).toHaveLength(1);
    await sweepArtifacts(ports);
    expect(server.files()).toEqual([]);
  });

  it('is not counted twice by 16 that hold it at once', async () => {
    const checksum = checksumOf('sixteen');
    const holds = Array.from({ length: 16 }, (_, index) => ({
      artifact: `Artifact:own/churn/3/${index}`,
      key: contentKey(checksum, crypto.randomUUID()),
      until: new Date(0).toISOString(),
    }));
    await Promise.all(holds.map((hold) => ledger.change(checksum, ({ state }) => held(state, hold))));
    const { holds: all } = await ledger.state(checksum);
    expect(all.map(({ key }) => key).sort()).toEqual(holds.map(({ key }) => key).sort());
    await sweepArtifacts(ports);
    expect(await ledger.state(checksum)).toEqual({ references: [], holds: [], removing: [] });
  });
});
