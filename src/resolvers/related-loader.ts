import DataLoader from 'dataloader';
import type { Detail } from '../catalog/browse/brief.js';
import type { EntityReader, RelatedRecord } from '../catalog/browse/entity.reader.js';
import type { RelationType } from '../model/relations.js';

/** What loaders ask, of the present or of the past. */
export type ThingReader = Pick<EntityReader, 'byIds' | 'related'>;

/**
 * What hangs on things by one relation: one question for all that is wanted at the same time. What is at hand is
 * answered at once, without a promise: a page has thousands of things, and each promise costs more than its answer.
 */
export class RelatedLoader {
  private readonly known = new Map<string, readonly RelatedRecord[]>();
  /** Keys are lists of ids, so that what one list of things needs is one promise and not one per thing. */
  private readonly batches: DataLoader<readonly string[], void>;

  constructor(
    private readonly reader: ThingReader,
    private readonly relation: RelationType,
    private readonly direction: 'out' | 'in',
    private readonly detail: Detail,
  ) {
    this.batches = new DataLoader((lists) => this.read(lists), { cache: false });
  }

  load(id: string): readonly RelatedRecord[] | Promise<readonly RelatedRecord[]> {
    return this.known.get(id) ?? this.batches.load([id]).then(() => this.known.get(id) ?? []);
  }

  /** Afterwards what hangs on these is at hand. */
  async prepare(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.known.has(id));
    if (missing.length > 0) await this.batches.load(missing);
  }

  private async read(lists: readonly (readonly string[])[]): Promise<void[]> {
    const ids = new Set<string>();
    for (const list of lists) for (const id of list) if (!this.known.has(id)) ids.add(id);
    const groups = new Map<string, RelatedRecord[]>();
    for (const id of ids) groups.set(id, []);
    for (const row of await this.reader.related([...ids], this.relation, this.direction, this.detail))
      groups.get(row.from)?.push(row);
    for (const [id, group] of groups) this.known.set(id, group.sort(byPosition));
    return lists.map(() => undefined);
  }
}

/** Columns, features and steps in their own order, comments by time, all else by name. */
function byPosition({ record: a }: RelatedRecord, { record: b }: RelatedRecord): number {
  const order = Number(a['position'] ?? 0) - Number(b['position'] ?? 0);
  if (order !== 0) return order;
  const from = (a['writtenAt'] ?? '') as string;
  const to = (b['writtenAt'] ?? '') as string;
  if (from !== to) return from < to ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
