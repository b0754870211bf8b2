import { graphql } from 'graphql';
import { runSync } from '../../../src/catalog/sync/run-sync.js';
import type { EntityReader } from '../../../src/catalog/browse/entity.reader.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { createContext, type CatalogPorts } from '../../../src/resolvers/context.js';
import { createSchema } from '../../../src/resolvers/schema.js';

const schema = createSchema();

/** Takes documents as a sync of one source does, and answers GraphQL as the server does; with how often it was asked. */
export async function graphqlOver(executor: GraphExecutor, documents: readonly EntityDocument[]) {
  const report = await runSync(
    new GraphSyncStore(executor),
    {
      ...{ type: 'test', service: 'registry', masters: ENTITY_KINDS },
      async read(sink) {
        for (const document of documents) await sink.put(document);
        return { complete: true, requests: 0 };
      },
    },
    { clock: () => new Date('2026-11-21T08:00:00.000Z') },
  );
  if (report.state !== 'COMPLETE') throw new Error(JSON.stringify([report.reason, report.rejections]));
  return async (source: string): Promise<{ data: Record<string, unknown>; asked: string[] }> => {
    const asked: string[] = [];
    const entities = counting(new GraphEntityReader(executor), asked);
    // What these questions need; the other ports are not asked.
    const context = createContext({ entities } as unknown as CatalogPorts, {} as never);
    const { data, errors } = await graphql({ schema, source, contextValue: context });
    if (errors)
      throw new Error(errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n'));
    return { data: JSON.parse(JSON.stringify(data)) as Record<string, unknown>, asked };
  };
}

/** A reader that writes down each question that it is asked. */
const counting = (reader: EntityReader, asked: string[]): EntityReader =>
  new Proxy(reader, {
    get(target, name: keyof EntityReader) {
      const question = target[name].bind(target) as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        asked.push(name);
        return question(...args);
      };
    },
  });
