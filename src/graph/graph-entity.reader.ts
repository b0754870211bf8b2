import type { Detail } from '../catalog/browse/brief.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { sortKey } from '../catalog/browse/sort-key.js';
import type { EntityReader, Named, RelatedRecord } from '../catalog/browse/entity.reader.js';
import type { EntityKind } from '../model/entities.js';
import type { RelationType } from '../model/relations.js';
import type { GraphExecutor } from './executor.js';
import { entityRecord } from './property-codec.js';
import { idRange } from './id-range.js';
import { entitiesByIds } from './queries/entities-by-ids.js';
import { countEntities, entitiesById, entitiesPage } from './queries/entities-page.js';
import { findColumns, findNamed, findTablesBySuffix, namesOfKind } from './queries/find-named.js';
import { relatedBriefIn, relatedBriefOut } from './queries/related-briefs.js';
import { relatedIn, relatedOut } from './queries/related-entities.js';
import { recordsOfBriefs } from './related-briefs.js';
import { versionsOfModel, type VersionOfModel } from './versions-of-model.js';

export class GraphEntityReader implements EntityReader {
  constructor(private readonly executor: GraphExecutor) {}

  async byIds(ids: readonly string[]): Promise<EntityRecord[]> {
    const rows = await this.executor.read(entitiesByIds, { ids: [...ids] });
    return rows.filter(isThere).map(({ n }) => entityRecord(n));
  }

  async page(
    kind: EntityKind,
    after: { name: string; id: string } | undefined,
    n: number,
  ): Promise<EntityRecord[]> {
    const params = { ...placeAfter(after), n };
    const rows = await this.executor.read(entitiesPage[kind], params);
    return rows.filter(isThere).map(({ n }) => entityRecord(n));
  }

  async pageById(kind: EntityKind, afterId: string, n: number): Promise<EntityRecord[]> {
    const rows = await this.executor.read(entitiesById, { ...idRange(kind, afterId), n });
    return rows.filter(isThere).map(({ n }) => entityRecord(n));
  }

  async count(kind: EntityKind): Promise<number> {
    const [row] = await this.executor.read(countEntities[kind], {});
    return row?.total ?? 0;
  }

  async related(
    ids: readonly string[],
    relation: RelationType,
    direction: 'out' | 'in',
    detail: Detail = 'WHOLE',
  ): Promise<RelatedRecord[]> {
    if (detail === 'BRIEF') {
      const brief = direction === 'out' ? relatedBriefOut[relation] : relatedBriefIn[relation];
      return recordsOfBriefs(relation, await this.executor.read(brief, { ids: [...ids] }));
    }
    const query = direction === 'out' ? relatedOut[relation] : relatedIn[relation];
    const rows = await this.executor.read(query, { ids: [...ids] });
    return rows.filter(isThere).map(({ id, n, edge }) => ({ from: id, record: entityRecord(n), edge }));
  }

  named(kind: EntityKind, name: string, n: number): Promise<Named[]> {
    return this.executor.read(findNamed[kind], { name, n });
  }

  tablesEndingWith(name: string, n: number): Promise<Named[]> {
    return this.executor.read(findTablesBySuffix, { suffix: `.${name}`, n });
  }

  columns(table: string, column: string, n: number): Promise<Named[]> {
    return this.executor.read(findColumns, { table, column, suffix: `.${table}`, n });
  }

  versionsOfModel(model: string): Promise<VersionOfModel[]> {
    return versionsOfModel(this.executor, model);
  }

  names(kind: EntityKind, n: number): Promise<Named[]> {
    return this.executor.read(namesOfKind[kind], { n });
  }
}

/** Of a node that is deleted between its being found and its being read, Neo4j answers an empty map. */
export const isThere = ({ n }: { readonly n: Readonly<Record<string, unknown>> }): boolean => 'id' in n;

const placeAfter = (last: { name: string; id: string } | undefined) => ({
  after: last ? sortKey(last.name) : null,
  afterId: last?.id ?? null,
});
