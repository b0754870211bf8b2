import { briefOf } from '../browse/brief-record.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type {
  ContainedChild,
  ExportReader,
  KeptEntity,
  PastEdge,
  PendingStatement,
  StatedEdge,
} from '../browse/export.reader.js';
import { findPast, isThereThen } from '../history/find-past.js';
import type { HistoryReader } from '../history/history.reader.js';
import type { EntityKind } from '../../model/entities.js';

/** Reads for exports as the catalog stood at a moment: things with the values they had, and the edges that held. */
export class PastExportReader implements ExportReader {
  constructor(
    private readonly reader: ExportReader,
    private readonly history: HistoryReader,
    readonly at: string,
  ) {}

  /** What was not there then is left out. */
  async byIds(ids: readonly string[]): Promise<KeptEntity[]> {
    const found = await this.reader.byIds(ids);
    const then = await this.thingsThen(found.map(({ record }) => record));
    // Who says what today tells nothing of then, but by whom a thing is described.
    const claims = new Map(found.map((entity) => [entity.record.id, entity.claims] as const));
    return then.map((record) => ({ record, claims: claims.get(record.id) ?? [] }));
  }

  idsOf(kind: EntityKind, afterId: string, n: number): Promise<string[]> {
    return this.reader.idsOf(kind, afterId, n);
  }

  async briefs(ids: readonly string[]): Promise<EntityRecord[]> {
    const then = await this.thingsThen(await this.reader.briefs(ids));
    // Undoing changes brings back whatever they tell of; in brief a thing has no more than it has today.
    return then.map(briefOf);
  }

  edgesFrom(ids: readonly string[]): Promise<StatedEdge[]> {
    return this.reader.edgesFromAt(ids, this.at);
  }

  edgesFromAt(ids: readonly string[], at: string): Promise<StatedEdge[]> {
    return this.reader.edgesFromAt(ids, at);
  }

  async everFrom(ids: readonly string[]): Promise<{ current: StatedEdge[]; past: PastEdge[] }> {
    return { current: await this.edgesFrom(ids), past: [] };
  }

  /** When it came to be stated is not recorded. */
  pending(): Promise<PendingStatement[]> {
    return Promise.resolve([]);
  }

  children(ids: readonly string[]): Promise<ContainedChild[]> {
    return this.reader.children(ids);
  }

  async predictions(versions: readonly string[]): Promise<{ version: string; table: string }[]> {
    const related = await this.history.relatedAt(versions, 'PREDICTED_BY', 'in', this.at);
    const tables = related.filter(({ record }) => record.kind === 'Table');
    const pairs = new Map(
      tables.map(({ from, record }) => [`${from} ${record.id}`, [from, record.id] as const]),
    );
    return [...pairs.values()].map(([version, table]) => ({ version, table }));
  }

  private async thingsThen(records: readonly EntityRecord[]): Promise<EntityRecord[]> {
    return (await findPast(this.history, records, this.at)).filter(isThereThen);
  }
}
