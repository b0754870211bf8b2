import type { RelatedRecord } from '../catalog/browse/entity.reader.js';
import type { Change } from '../catalog/history/change.js';
import type {
  ChangeFilter,
  ChangePlace,
  FeedItem,
  HistoryReader,
} from '../catalog/history/history.reader.js';
import type { RelationType } from '../model/relations.js';
import { changeOf } from './change-codec.js';
import type { GraphExecutor } from './executor.js';
import { isThere } from './graph-entity.reader.js';
import { entityRecord } from './property-codec.js';
import { changesAfter, changesOf, changesOfAll, changesSince } from './queries/changes.js';
import { relatedInAt, relatedOutAt } from './queries/related-at.js';

export class GraphHistoryReader implements HistoryReader {
  constructor(private readonly executor: GraphExecutor) {}

  async changesOf(entity: string, before: number, n: number): Promise<Change[]> {
    const rows = await this.executor.read(changesOf, { entity, before, n });
    return rows.map(({ c }) => changeOf(c));
  }

  async changesOfAll(
    ids: readonly string[],
    { entity, revision }: ChangePlace,
    n: number,
  ): Promise<Change[]> {
    const rows = await this.executor.read(changesOfAll, { ids: [...ids], entity, revision, n });
    return rows.map(({ c }) => changeOf(c));
  }

  async changesAfter(ids: readonly string[], at: string): Promise<Change[]> {
    const rows = await this.executor.read(changesAfter, { ids: [...ids], at });
    return rows.map(({ c }) => changeOf(c));
  }

  async relatedAt(
    ids: readonly string[],
    relation: RelationType,
    direction: 'out' | 'in',
    at: string,
  ): Promise<RelatedRecord[]> {
    const query = direction === 'out' ? relatedOutAt[relation] : relatedInAt[relation];
    const rows = await this.executor.read(query, { ids: [...ids], at });
    return rows.filter(isThere).map(({ id, n, edge }) => ({ from: id, record: entityRecord(n), edge }));
  }

  async changesSince(after: string, { kind, service, actor }: ChangeFilter, n: number): Promise<FeedItem[]> {
    const rows = await this.executor.read(changesSince, {
      ...{ after, n, kind: kind ?? null, service: service ?? null, actor: actor ?? null },
    });
    return rows.map(({ c, key }) => ({ change: changeOf(c), key }));
  }
}
