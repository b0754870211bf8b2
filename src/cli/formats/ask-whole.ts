import { dataOf } from '../graphql-result.js';
import { withSession, type CatalogOptions } from '../session.js';

interface Paged {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Asks for page after page of one field and prints the whole: a table that is cut is no table to count by. */
export async function askWhole<Data extends Paged>(
  options: CatalogOptions,
  document: string,
  variables: Record<string, unknown>,
  field: string,
  joined: (pages: readonly Data[], last: Data) => Data,
  lines: (whole: Data) => string[],
): Promise<void> {
  const whole = await withSession(options, async ({ client }) => {
    const pages: Data[] = [];
    for (let after = variables['after']; ;) {
      const result = await client.query(document, { ...variables, after });
      const page = dataOf<Record<string, Data>>(result)[field] as Data;
      pages.push(page);
      if (!page.pageInfo.hasNextPage) return joined(pages, page);
      after = page.pageInfo.endCursor ?? undefined;
    }
  });
  process.stdout.write(`${lines(whole).join('\n')}\n`);
}
