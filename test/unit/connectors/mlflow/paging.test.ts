import { expect, test } from 'vitest';
import { pages } from '../../../../src/connectors/mlflow/paging.js';

interface Row {
  id: number;
}

/** Pages by token; every token that is asked for is noted. */
function listing(answers: Record<string, unknown>, asked: (string | undefined)[] = []) {
  const ask = (token: string | undefined): Promise<unknown> => {
    asked.push(token);
    return Promise.resolve(answers[token ?? 'first']);
  };
  return pages<Row>({ what: 'rows', key: 'rows', ask, idOf: ({ id }) => String(id) });
}

async function ids(listed: AsyncGenerator<Row[]>, into: number[] = []): Promise<number[]> {
  for await (const page of listed) into.push(...page.map(({ id }) => id));
  return into;
}

test('reads every page, and none after the last', async () => {
  const asked: (string | undefined)[] = [];
  const answers = {
    first: { rows: [{ id: 1 }, { id: 2 }], next_page_token: 'b' },
    b: { rows: [], next_page_token: 'c' },
    c: { rows: [{ id: 3 }] },
  };
  expect(await ids(listing(answers, asked))).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, 'b', 'c']);
});

test('takes an empty object for no rows, as MLflow means it', async () => {
  expect(await ids(listing({ first: {} }))).toEqual([]);
});

test('leaves out rows that a shifting listing shows twice', async () => {
  const answers = {
    first: { rows: [{ id: 1 }, { id: 2 }], next_page_token: 'b' },
    b: { rows: [{ id: 2 }, { id: 3 }] },
  };
  expect(await ids(listing(answers))).toEqual([1, 2, 3]);
});

test('fails on a page token that comes again, after what was read before', async () => {
  const read: number[] = [];
  const answers = {
    first: { rows: [{ id: 1 }], next_page_token: 'b' },
    b: { rows: [{ id: 2 }], next_page_token: 'c' },
    c: { rows: [{ id: 3 }], next_page_token: 'b' },
  };
  await expect(ids(listing(answers), read)).rejects.toThrow(/rows goes round in a circle: .*"b" again/);
  expect(read).toEqual([1, 2]);
});

test('fails on fresh tokens that lead to the same rows', async () => {
  let turn = 0;
  const ask = (): Promise<unknown> =>
    Promise.resolve({ rows: [{ id: 1 }], next_page_token: `t${(turn += 1)}` });
  await expect(
    ids(pages<Row>({ what: 'rows', key: 'rows', ask, idOf: ({ id }) => String(id) })),
  ).rejects.toThrow(/circle/);
  expect(turn).toBe(2);
});

test('fails on empty pages without end', async () => {
  let turn = 0;
  const ask = (): Promise<unknown> => Promise.resolve({ next_page_token: `t${(turn += 1)}` });
  await expect(ids(pages<Row>({ what: 'rows', key: 'rows', ask }))).rejects.toThrow(/circle/);
  expect(turn).toBeLessThan(200);
});

test.each([[null], ['text'], [[]], [{ rows: 'text' }], [{ rows: null }], [{ rows: [1] }]])(
  'fails on an answer that is no page: %j',
  async (answer) => {
    const listed = ids(listing({ first: answer }));
    await (Array.isArray(answer)
      ? expect(listed).resolves.toEqual([])
      : expect(listed).rejects.toThrow(/not what MLflow/));
  },
);
