import type { SelectStmt } from 'libpg-query';
import type { Resolved } from './relation.js';
import { wholeRow } from './relation.js';
import { complete } from './scope.js';
import { Sources } from './sources.js';
import { UnresolvedQuery } from './unresolved-query.js';

/** Two queries as one: by the places of their columns, under the names of the left one. */
export function combined(op: SelectStmt['op'], left: Resolved, right: Resolved): Resolved {
  complete(left);
  complete(right);
  if (left.fields.length !== right.fields.length)
    throw new UnresolvedQuery('the queries it puts together have different numbers of columns');
  const rows = Sources.union([left.rows, right.rows]);
  if (op !== 'SETOP_UNION') {
    // The other side gives no values: it only decides which rows stay.
    return { fields: left.fields, rows: Sources.union([rows, wholeRow(right).through('INDIRECT/FILTER')]) };
  }
  const fields = left.fields.map(({ name, sources }, index) => ({
    name,
    sources: Sources.union([sources, right.fields[index]?.sources ?? Sources.none]),
  }));
  return { fields, rows };
}

/** A query that reads itself: asked again with what it came to, until nothing is added. */
export function recursive(start: () => Resolved, next: (self: Resolved) => Resolved): Resolved {
  let known = start();
  for (;;) {
    const more = next(known);
    if (fingerprint(more) === fingerprint(known)) return known;
    known = {
      ...more,
      fields: more.fields.map((field, index) => ({ ...field, name: nameAt(known, index) })),
    };
  }
}

const nameAt = ({ fields }: Resolved, index: number): string => fields[index]?.name ?? '';

const fingerprint = ({ fields, rows }: Resolved): string =>
  JSON.stringify([...fields.map(({ sources }) => sources.fingerprint()), rows.fingerprint()]);
