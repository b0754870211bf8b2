import type { SourceStatement, StatementReader } from '../catalog/browse/statement.reader.js';
import type { GraphExecutor } from './executor.js';
import { storedEntity } from './property-codec.js';
import { entitiesByIds } from './queries/entities-by-ids.js';

export class GraphStatementReader implements StatementReader {
  constructor(private readonly executor: GraphExecutor) {}

  async statementsOf(ids: readonly string[]): Promise<Map<string, SourceStatement[]>> {
    const rows = await this.executor.read(entitiesByIds, { ids: [...ids] });
    return new Map(
      rows.map(({ n }) => {
        const { id, claims } = storedEntity(n);
        return [id, claims.map(({ source, body: { kind: _, ...properties } }) => ({ source, properties }))];
      }),
    );
  }
}
