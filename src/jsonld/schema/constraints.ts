import { groupBy } from '../../group-by.js';
import { datatypesOf } from './ontology.js';
import type { SchemaCurie } from './turtle-blocks.js';
import type { TermUse } from './uses.js';

/** What is demanded of the values of one property, whichever keys lead to it. */
export interface Constraint {
  readonly path: string;
  readonly keys: readonly string[];
  readonly definition?: string;
  readonly required: boolean;
  /** At most so many; left out: any number. */
  readonly most?: number;
  /** Left out: values are things. */
  readonly datatypes?: readonly SchemaCurie[];
  /** Closed set of texts. */
  readonly values?: readonly string[];
  /** Each value is of one of these classes. Empty: of any, as it may be described elsewhere. */
  readonly classes: readonly string[];
}

/** The constraints of one class, by property. */
export const constraintsOf = (uses: readonly TermUse[]): Constraint[] =>
  [...groupBy(uses, ({ term }) => term.id)].map(([path, group]) => constraint(path, group));

/**
 * Where several keys lead to one property it has the values of all. Of keys with one value each there is one value
 * where texts differ by their language alone, since the catalog words only what no source did.
 */
function constraint(path: string, uses: readonly TermUse[]): Constraint {
  const datatypes = uses.filter(({ term }) => term.type !== '@id').flatMap(datatypesOf);
  const single = uses.every(({ term }) => !term.set);
  const values = uses.flatMap((use) => use.values ?? []);
  const definition = uses.find((use) => use.definition)?.definition;
  return {
    path,
    keys: uses.map(({ key }) => key),
    ...(definition ? { definition } : {}),
    required: uses.some(({ required }) => required),
    ...(single ? { most: datatypes.length > 0 ? 1 : uses.length } : {}),
    ...(datatypes.length > 0 ? { datatypes: [...new Set(datatypes)].sort() } : {}),
    ...(values.length > 0 ? { values } : {}),
    classes: uses.every(({ described }) => described)
      ? [...new Set(uses.flatMap(({ targets }) => targets))].sort()
      : [],
  };
}
