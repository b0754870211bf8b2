/** What is read for each item, in order; while one result is used, the next is being read, and no other. */
export async function* readAhead<Item, Result>(
  items: AsyncIterable<Item>,
  read: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  let ahead: Promise<Result> | undefined;
  for await (const item of items) {
    const before = ahead && { result: await ahead };
    ahead = read(item);
    // Whoever stops before it is used is not told of its failure.
    ahead.catch(() => undefined);
    if (before) yield before.result;
  }
  if (ahead) yield await ahead;
}
