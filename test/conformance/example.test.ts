import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll } from '../../src/catalog/browse/export-entities.js';
import { runSync } from '../../src/catalog/sync/run-sync.js';
import { mlflowDefinition } from '../../src/connectors/mlflow/mlflow.definition.js';
import { openLineageDefinition } from '../../src/connectors/openlineage/openlineage.definition.js';
import { startReplayServer } from '../../src/demo/replay-server.js';
import { GrafeoExecutor } from '../../src/graph/engines/grafeo.executor.js';
import { GraphExportReader } from '../../src/graph/graph-export.reader.js';
import { GraphSyncStore } from '../../src/graph/graph-sync.store.js';
import { migrate } from '../../src/graph/migrations.js';
import type { JsonObject } from '../../src/jsonld/context.js';
import { entityDocument } from '../../src/jsonld/serialize-entity.js';
import { writeEntities } from '../../src/jsonld/write-export.js';
import { describeWithPython, python } from '../support/real-parts.js';
import { toNQuadsByJudge } from '../unit/jsonld/support/judge.js';
import { findingsByJavaScript, verdictsByPython } from './support/validators.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/churn', import.meta.url));
const OPTIONS = { base: 'https://catalog.example' };

const executor = GrafeoExecutor.open();
const reader = new GraphExportReader(executor);

beforeAll(async () => {
  await migrate(executor);
  const replay = await startReplayServer(`${EXAMPLE}/recording`);
  const context = { directory: EXAMPLE } as Parameters<typeof openLineageDefinition.create>[1];
  const registry = { name: 'mlflow-prod', type: 'mlflow', url: replay.url };
  const warehouse = {
    name: 'warehouse',
    type: 'openlineage',
    path: 'events/*.ndjson',
    models: 'mlflow-prod',
  };
  for (const connector of [
    await mlflowDefinition.create(
      {
        ...registry,
        deployments: { aliases: ['champion'] },
        datasets: { namespace: 'postgres://warehouse:5432' },
      },
      context,
    ),
    await openLineageDefinition.create(warehouse, context),
  ])
    expect((await runSync(new GraphSyncStore(executor), connector)).state).toBe('COMPLETE');
  await replay.close();
});
afterAll(() => executor.close());

async function everything(): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of writeEntities(exportAll(reader), 'nquads', OPTIONS)) pieces.push(piece);
  return pieces.join('');
}

describe('the churn example held against MLDCAT-AP 3.1', () => {
  it('has nothing wrong in the document of any thing, and claims the profile where it can', async () => {
    const claimed = new Set<string>();
    for await (const entity of exportAll(reader)) {
      const document: JsonObject = entityDocument(entity, OPTIONS);
      for (const name of document['@type'] as string[]) claimed.add(name);
      expect(await findingsByJavaScript(await toNQuadsByJudge(document)), entity.root.record.id).toEqual([]);
    }
    for (const name of ['it6:MachineLearningModel', 'it6:Feature', 'it6:File', 'dcat:Dataset', 'mls:Run'])
      expect(claimed).toContain(name);
  });

  it('has nothing wrong in it as a whole', async () => {
    expect(await findingsByJavaScript(await everything())).toEqual([]);
  });
});

describeWithPython('the churn example held against MLDCAT-AP 3.1 by pyshacl', () => {
  it('has nothing wrong in it as a whole', async () => {
    const [verdict] = await verdictsByPython(python().python, [await everything()]);
    expect(verdict?.findings).toEqual([]);
  }, 180_000);
});
