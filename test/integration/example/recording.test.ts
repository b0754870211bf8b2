import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EntityDocument } from '../../../src/model/document.js';
import { loadConfig } from '../../../src/config.js';
import { mlflowDefinition } from '../../../src/connectors/mlflow/mlflow.definition.js';
import { startReplayServer } from '../../../src/demo/replay-server.js';
import { EXAMPLE } from '../../support/example-catalog.js';
import { describeWithMlflow, mlflow } from '../../support/real-parts.js';

/** What the example's configuration reads from the registry at that address. */
async function documentsAt(url: string): Promise<EntityDocument[]> {
  const { services, directory, data } = loadConfig({ config: join(EXAMPLE, 'headwater.yaml') }, {});
  const service = services.find(({ type }) => type === 'mlflow');
  if (!service) throw new Error('The example has no registry.');
  const connector = await mlflowDefinition.create(
    { ...service, url, publicUrl: service['url'] },
    { directory, data },
  );
  const documents: EntityDocument[] = [];
  const ignore = (): void => undefined;
  await connector.read(
    {
      put: (document) => Promise.resolve(void documents.push(document)),
      reject: ignore,
      warn: ignore,
      unread: ignore,
      checkpoint: () => Promise.resolve(),
      progress: ignore,
    },
    AbortSignal.timeout(60_000),
    { first: [] },
  );
  return documents;
}

/** Two registries built by the same script differ in ids that MLflow draws, in the times it stamps, and so in a file that holds both. */
const DRAWN = /\b(m-)?[0-9a-f]{32}\b|sha256:[0-9a-f]{64}/g;
const STAMPED = /"(\w+(At|Times?)|gitCommit)":("[^"]*"|\[[^\]]*\])/g;

/** The documents as text, with what is drawn and stamped made equal: the same order of things means the same ids. */
function comparable(documents: readonly EntityDocument[]): string[] {
  return documents
    .map((document) => JSON.stringify(document).replace(DRAWN, '<id>').replace(STAMPED, '"$1":"<time>"'))
    .sort();
}

describeWithMlflow('The recorded registry', () => {
  it('gives the same catalog as the live one that its script builds', async () => {
    const replay = await startReplayServer(join(EXAMPLE, 'recording'));
    const recorded = comparable(await documentsAt(replay.url));
    await replay.close();
    const live = comparable(await documentsAt(mlflow().url));
    expect(recorded.length).toBeGreaterThan(100);
    expect(recorded).toEqual(live);
  });
});
