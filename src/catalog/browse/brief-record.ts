import type { EntityKind } from '../../model/entities.js';
import type { EntityRecord } from './entity-record.js';
import { BRIEF_PROPERTIES } from './export.reader.js';

const BRIEF: ReadonlySet<string> = new Set(BRIEF_PROPERTIES);
const DESCRIBED: readonly EntityKind[] = ['Table', 'MLFeatureTable'];

/** A thing as others refer to it, out of the thing whole: what a reader's `briefs` would say of it. */
export function briefOf(record: EntityRecord): EntityRecord {
  const isDescribed = DESCRIBED.includes(record.kind);
  const brief: Record<string, unknown> = {};
  for (const name in record)
    if (BRIEF.has(name) || (isDescribed && name === 'description')) brief[name] = record[name];
  return brief as unknown as EntityRecord;
}

/** Briefs that were read lately: what a page refers to has often been in the page before. Bounded, the oldest go. */
export class KnownBriefs {
  private readonly known = new Map<string, EntityRecord>();

  constructor(private readonly most = 5000) {}

  add(briefs: readonly EntityRecord[]): void {
    for (const brief of briefs) {
      this.known.delete(brief.id);
      this.known.set(brief.id, brief);
    }
    for (const id of this.known.keys()) {
      if (this.known.size <= this.most) return;
      this.known.delete(id);
    }
  }

  /** These, as far as they are there; what is not known is asked for. */
  async of(
    ids: readonly string[],
    read: (ids: readonly string[]) => Promise<EntityRecord[]>,
  ): Promise<Map<string, EntityRecord>> {
    const found = new Map<string, EntityRecord>();
    const missing: string[] = [];
    for (const id of ids) {
      const brief = this.known.get(id);
      if (brief) found.set(id, brief);
      else missing.push(id);
    }
    const briefs = missing.length > 0 ? await read(missing) : [];
    for (const brief of briefs) found.set(brief.id, brief);
    this.add(briefs);
    return found;
  }
}
