import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { ContainedChild, ExportReader, StatedEdge } from '../catalog/browse/export.reader.js';
import type { EntityKind } from '../model/entities.js';
import { edgeWord } from './edge-codec.js';
import type { GraphExecutor } from './executor.js';
import { entityRecord } from './property-codec.js';
import { entitiesByIds } from './queries/entities-by-ids.js';
import { entitiesById } from './queries/entities-page.js';
import { entityBriefs } from './queries/entity-briefs.js';
import { listedChildren } from './queries/listed-children.js';
import { predictionTables } from './queries/prediction-tables.js';
import { edgesFrom, type StatedEdgeRow } from './queries/stated-edges.js';

export class GraphExportReader implements ExportReader {
  constructor(private readonly executor: GraphExecutor) {}

  async byIds(ids: readonly string[]): Promise<EntityRecord[]> {
    const rows = await this.executor.read(entitiesByIds, { ids: [...ids] });
    return rows.map(({ n }) => entityRecord(n));
  }

  async pageById(kind: EntityKind, afterId: string, n: number): Promise<EntityRecord[]> {
    const rows = await this.executor.read(entitiesById[kind], { afterId, n });
    return rows.map(({ n: node }) => entityRecord(node));
  }

  async briefs(ids: readonly string[]): Promise<EntityRecord[]> {
    const rows = await this.executor.read(entityBriefs, { ids: [...ids] });
    return rows.map(({ n, description }) => entityRecord({ ...n, description }));
  }

  async edgesFrom(ids: readonly string[]): Promise<StatedEdge[]> {
    const rows = await this.executor.read(edgesFrom, { ids: [...ids] });
    return rows.map(toEdge);
  }

  children(ids: readonly string[]): Promise<ContainedChild[]> {
    return this.executor.read(listedChildren, { ids: [...ids] });
  }

  predictions(versions: readonly string[]): Promise<{ version: string; table: string }[]> {
    return this.executor.read(predictionTables, { ids: [...versions] });
  }
}

const toEdge = ({ downstream, type, upstream, edge }: StatedEdgeRow): StatedEdge => ({
  ...{ downstream, type, upstream },
  ...edgeWord(edge),
});
