import { afterEach, describe, expect, it } from 'vitest';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import { migrate } from '../../../src/graph/migrations.js';
import { NO_WRITES } from '../../../src/graph/executor.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { syncInto } from '../../support/documents.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { REGISTRY, WAREHOUSE } from './sample-documents.js';

const registry = { service: 'mlflow', documents: REGISTRY };
const warehouse = { service: 'warehouse', documents: WAREHOUSE };

describe('the embedded engine on disk', () => {
  const endings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function directory(): Promise<string> {
    const { path, remove } = await temporaryDirectory('embedded');
    endings.push(remove);
    return path;
  }

  async function openIn(path: string): Promise<GrafeoExecutor> {
    const executor = GrafeoExecutor.open(path);
    await migrate(executor);
    return executor;
  }

  it('has everything again when it is opened after it was closed', async () => {
    const path = await directory();
    const first = await openIn(path);
    await syncInto(first, registry);
    await syncInto(first, warehouse);
    const before = await canonicalGraph(first);
    await first.close();

    const second = await openIn(path);
    endings.push(() => second.close());
    expect(await canonicalGraph(second)).toEqual(before);
    for (const source of [registry, warehouse])
      expect((await syncInto(second, source)).counters).toEqual(NO_WRITES);
  });

  it('tells a second opener that it is in use, and by which directory', async () => {
    const path = await directory();
    const holder = await openIn(path);
    endings.push(() => holder.close());
    expect(() => GrafeoExecutor.open(path)).toThrow(
      expect.objectContaining({ code: 'IN_USE', details: { directory: path } }),
    );
    // The one that holds it goes on as if nothing had been.
    expect(await syncInto(holder, registry)).toMatchObject({ state: 'COMPLETE' });
  });

  it('can be opened by another once it is closed', async () => {
    const path = await directory();
    await (await openIn(path)).close();
    const next = await openIn(path);
    endings.push(() => next.close());
    expect(next.info.location).toBe(path);
  });

  it('ends what is being written before it closes', async () => {
    const path = await directory();
    const executor = await openIn(path);
    const writing = syncInto(executor, registry);
    expect(await writing).toMatchObject({ state: 'COMPLETE' });
    const late = executor.write((tx) =>
      tx.run({ name: 'test', access: 'write', text: 'CREATE (n:Entity {id: "late"}) RETURN n.id AS id' }, {}),
    );
    await executor.close();
    await late;
    const next = await openIn(path);
    endings.push(() => next.close());
    const { nodes } = await canonicalGraph(next);
    expect(nodes.some((line) => line.includes('"late"'))).toBe(true);
  });

  it('writes nothing of a transaction of which one statement fails, and goes on', async () => {
    const path = await directory();
    const executor = await openIn(path);
    endings.push(() => executor.close());
    const before = await canonicalGraph(executor);
    const failing = executor.write(async (tx) => {
      await tx.run({ name: 'test', access: 'write', text: 'CREATE (n:Entity {id: "half"})' }, {});
      throw new Error('half way');
    });
    await expect(failing).rejects.toThrow('half way');
    expect(await canonicalGraph(executor)).toEqual(before);
    expect(await syncInto(executor, registry)).toMatchObject({ state: 'COMPLETE' });
  });
});
