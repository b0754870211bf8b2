import { createRequire } from 'node:module';
import type * as libPgQuery from 'libpg-query';
import { UnresolvedQuery } from './unresolved-query.js';

/** Far above what people and dbt write; the time a parser takes grows with it. */
const MAX_CHARACTERS = 1_000_000;

type Parser = typeof libPgQuery;

const require = createRequire(import.meta.url);
let parser: Promise<Parser> | undefined;

/**
 * The tree of one query, by the parser of PostgreSQL itself (compiled to WebAssembly, so that nothing is built where
 * it is installed). @throws UnresolvedQuery where the text is no single query of that grammar.
 */
export async function parseQuery(sql: string): Promise<libPgQuery.SelectStmt> {
  if (sql.length > MAX_CHARACTERS)
    throw new UnresolvedQuery(`it is longer than ${MAX_CHARACTERS} characters`);
  parser ??= freshParser();
  const statements = parsed(await parser, sql).stmts ?? [];
  const [statement] = statements;
  if (statements.length !== 1 || !statement?.stmt || !('SelectStmt' in statement.stmt))
    throw new UnresolvedQuery('it is not a single query');
  return statement.stmt.SelectStmt;
}

function parsed(known: Parser, sql: string): libPgQuery.ParseResult {
  try {
    return known.parseSync(sql);
  } catch (error) {
    if (error instanceof known.SqlError) throw new UnresolvedQuery(error.message);
    // A text that is nested too deeply leaves the parser's memory in disorder; the next one gets a new parser.
    parser = undefined;
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError)
      throw new UnresolvedQuery('it is nested too deeply');
    throw error;
  }
}

/** The package keeps its one parser in the module, so that another one is another module. */
async function freshParser(): Promise<Parser> {
  Reflect.deleteProperty(require.cache, require.resolve('libpg-query'));
  const made = require('libpg-query') as Parser;
  await made.loadModule();
  return made;
}
