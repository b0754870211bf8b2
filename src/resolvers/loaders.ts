import DataLoader from 'dataloader';
import { detailFor } from '../catalog/browse/brief.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { SourceStatement, StatementReader } from '../catalog/browse/statement.reader.js';
import type { RelationType } from '../model/relations.js';
import { RelatedLoader, type ThingReader } from './related-loader.js';
import type { Follow } from './selection.js';

export interface Loaders {
  readonly entity: DataLoader<string, EntityRecord | null>;
  /** What each source says of a thing, by id. */
  readonly statements: DataLoader<string, SourceStatement[]>;
  /**
   * What hangs on a thing by one relation, by id. One question for all things of a level. `properties` are those of
   * the things found that are wanted (see `selectionOf`); left out: all.
   */
  related(relation: RelationType, direction: 'out' | 'in', properties?: readonly string[]): RelatedLoader;
  /**
   * Puts at hand what the fields of these things will follow, so that they answer at once. With nothing to follow
   * there is nothing to wait for, and the things come back as they are.
   */
  prepared<Things extends readonly { readonly id: string }[]>(
    things: Things,
    follows: readonly Follow[],
  ): Things | Promise<Things>;
  /** Forgets what was read: after a write of the same request it may be otherwise. */
  forget(): void;
}

export function createLoaders(reader: ThingReader, statementReader: StatementReader): Loaders {
  const related = new Map<string, RelatedLoader>();
  const entity = new DataLoader<string, EntityRecord | null>(async (ids) => {
    const records = new Map((await reader.byIds(ids)).map((record) => [record.id, record] as const));
    return ids.map((id) => records.get(id) ?? null);
  });
  const statements = new DataLoader<string, SourceStatement[]>(async (ids) => {
    const said = await statementReader.statementsOf(ids);
    return ids.map((id) => said.get(id) ?? []);
  });
  const loaderOf: Loaders['related'] = (relation, direction, properties) => {
    const detail = detailFor(relation, properties);
    const key = `${relation} ${direction} ${detail}`;
    const loader = related.get(key) ?? new RelatedLoader(reader, relation, direction, detail);
    related.set(key, loader);
    return loader;
  };
  return {
    entity,
    statements,
    related: loaderOf,
    prepared(things, follows) {
      if (follows.length === 0 || things.length === 0) return things;
      const ids = things.map(({ id }) => id);
      const steps = follows.map(({ relation, direction, properties }) =>
        loaderOf(relation, direction, properties).prepare(ids),
      );
      return Promise.all(steps).then(() => things);
    },
    forget() {
      entity.clearAll();
      statements.clearAll();
      related.clear();
    },
  };
}
