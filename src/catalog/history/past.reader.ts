import type { EntityRecord } from '../browse/entity-record.js';
import type { EntityReader, RelatedRecord } from '../browse/entity.reader.js';
import type { RelationType } from '../../model/relations.js';
import { findPast } from './find-past.js';
import type { HistoryReader } from './history.reader.js';

/** Things as they are, or, with a moment, as they stood. */
export const thingsAt = (
  { entities, history }: { readonly entities: ThingsRead; readonly history: HistoryReader },
  at: string | undefined,
): ThingsRead => (at === undefined ? entities : new PastReader(entities, history, at));

type ThingsRead = Pick<EntityReader, 'byIds' | 'related'>;

/** Reads the catalog as it stood at a moment: things with the properties they had, joined as they were joined. */
export class PastReader implements ThingsRead {
  constructor(
    private readonly entities: Pick<EntityReader, 'byIds'>,
    private readonly history: HistoryReader,
    private readonly at: string,
  ) {}

  async byIds(ids: readonly string[]): Promise<EntityRecord[]> {
    return findPast(this.history, await this.entities.byIds(ids), this.at);
  }

  async related(
    ids: readonly string[],
    relation: RelationType,
    direction: 'out' | 'in',
  ): Promise<RelatedRecord[]> {
    const rows = await this.history.relatedAt(ids, relation, direction, this.at);
    const distinct = new Map(rows.map(({ record }) => [record.id, record]));
    const past = await findPast(this.history, [...distinct.values()], this.at);
    const then = new Map(past.map((record) => [record.id, record]));
    return rows.flatMap((row) => {
      const record = then.get(row.record.id);
      return record ? [{ ...row, record }] : [];
    });
  }
}
