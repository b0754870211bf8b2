import pc from 'picocolors';
import type { CatalogClient } from '../catalog-client.js';
import { dataOf, type GraphqlResult } from '../graphql-result.js';
import { withSession, type CatalogOptions } from '../session.js';
import { printable } from '../text.js';
import { changedLines, failureOf, isFailure, type MutationAnswer } from './mutation.view.js';

/** One mutation called `m`, which asks for `RESULT_FIELDS`. */
export interface MutationRequest {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** Mutations one after the other; each `yield` answers whether it was carried out. */
export type MutationRequests = AsyncGenerator<MutationRequest, void, boolean>;

type Work = (client: CatalogClient) => Promise<MutationRequest> | MutationRequests;

/** Carries out one mutation, or several in their order, and prints what came of each. @throws the first failure. */
export async function mutate(options: CatalogOptions, work: Work): Promise<void> {
  const results: GraphqlResult[] = [];
  const failures: MutationAnswer[] = [];
  try {
    await withSession(options, async ({ client }) => {
      const requests = inTurn(work(client));
      let next = await requests.next();
      while (!next.done) {
        const result = await client.query(next.value.document, next.value.variables);
        results.push(result);
        const answers = [dataOf<{ m: MutationAnswer | MutationAnswer[] }>(result).m].flat();
        const failed = answers.filter(isFailure);
        failures.push(...failed);
        if (!options.json) say(answers.filter((answer) => !isFailure(answer)));
        next = await requests.next(failed.length === 0);
      }
    });
  } finally {
    if (options.json && results.length > 0)
      process.stdout.write(`${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`);
  }
  const [failure, ...others] = failures;
  if (!failure) return;
  if (!options.json) for (const other of others) complain(failureOf(other).message);
  throw failureOf(failure);
}

async function* inTurn(work: Promise<MutationRequest> | MutationRequests): MutationRequests {
  if (work instanceof Promise) yield await work;
  else yield* work;
}

function say(answers: readonly MutationAnswer[]): void {
  for (const answer of answers) process.stdout.write(`${changedLines(answer).join('\n')}\n`);
}

function complain(message: string): void {
  const lines = message.split('\n').map((line) => printable(line, 2000));
  process.stderr.write(`${pc.red('error')}: ${lines.join('\n')}\n`);
}
