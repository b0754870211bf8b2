import { dataOf, type GraphqlResult } from './graphql-result.js';
import { withSession, type CatalogOptions } from './session.js';

/** Asks one question and prints the answer: for people by `lines`, or unchanged as JSON. */
export async function ask<Data>(
  options: CatalogOptions,
  document: string,
  variables: Record<string, unknown>,
  lines: (data: Data) => string[],
): Promise<void> {
  const result = await withSession(options, ({ client }) => client.query(document, variables));
  print(result, options, lines);
}

export function print<Data>(
  result: GraphqlResult,
  { json }: CatalogOptions,
  lines: (data: Data) => string[],
): void {
  if (json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  const data = dataOf<Data>(result);
  if (!json) process.stdout.write(`${lines(data).join('\n')}\n`);
}
