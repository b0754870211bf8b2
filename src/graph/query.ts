/**
 * A question to the graph: one fixed text with parameters. Labels, relation types and bounds in a text come
 * from closed sets in code; values always travel as parameters.
 */
export interface Query<
  Params extends object = Record<string, never>,
  Row extends object = Record<string, unknown>,
> {
  /** Kebab-case, unique; leads the text as a comment, so that it can be found in a database's log. */
  readonly name: string;
  readonly access: 'read' | 'write';
  readonly text: string;
  /** Only for the types: what the text takes and answers. */
  readonly shape?: { params: Params; row: Row };
}

const known = new Map<string, Query<never, never>>();

/** Registers a text. The collection of all of them is what the contract tests run on every engine. */
export function defineQuery<Params extends object, Row extends object>(
  name: string,
  access: Query['access'],
  text: string,
): Query<Params, Row> {
  if (known.has(name)) throw new Error(`The query ${name} is defined twice.`);
  const query: Query<Params, Row> = { name, access, text: `/* ${name} */ ${text.trim()}` };
  known.set(name, query as unknown as Query<never, never>);
  return query;
}

/** One text per member of a closed set, where Cypher takes no parameter: labels and relation types. */
export function defineQueries<Key extends string, Params extends object, Row extends object>(
  name: string,
  access: Query['access'],
  keys: readonly Key[],
  text: (key: Key) => string,
): Readonly<Record<Key, Query<Params, Row>>> {
  const entries = keys.map(
    (key) => [key, defineQuery<Params, Row>(`${name}:${key}`, access, text(key))] as const,
  );
  return Object.fromEntries(entries) as Record<Key, Query<Params, Row>>;
}

/** Every text that has been defined by the modules loaded so far. */
export const definedQueries = (): readonly Query<never, never>[] => [...known.values()];
