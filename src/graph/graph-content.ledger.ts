import type { ContentEntry, ContentLedger } from '../catalog/artifacts/content.ledger.js';
import { isNothing, type ContentState, type Hold } from '../catalog/artifacts/content-state.js';
import type { GraphExecutor, Transaction } from './executor.js';
import {
  artifactChecksums,
  artifactSources,
  forgetContent,
  lockContent,
  readContent,
  unsettledContent,
  writeContent,
  type ContentNode,
} from './queries/stored-content.js';

export class GraphContentLedger implements ContentLedger {
  constructor(private readonly executor: GraphExecutor) {}

  async state(checksum: string): Promise<ContentState> {
    const [node] = await this.executor.read(readContent, { checksum });
    return stateOf(node);
  }

  async change(checksum: string, next: (entry: ContentEntry) => ContentState): Promise<ContentState> {
    const { result } = await this.executor.write(async (tx) => {
      await tx.run(lockContent, { shard: shardOf(checksum) });
      const [node] = await tx.run(readContent, { checksum });
      const state = stateOf(node);
      const changed = next({ state, artifacts: await artifactsOf(tx, state) });
      if (isNothing(changed)) await tx.run(forgetContent, { checksum });
      else await tx.run(writeContent, { checksum, props: nodeOf(changed) });
      return changed;
    });
    return result;
  }

  async unsettled(after: string, n: number): Promise<string[]> {
    const rows = await this.executor.read(unsettledContent, { after, n });
    return rows.map(({ checksum }) => checksum);
  }

  async sourcesOf(id: string): Promise<string[]> {
    const [row] = await this.executor.read(artifactSources, { id });
    return row?.sources ?? [];
  }
}

/** A few hundred are enough for writers not to wait for each other. */
const shardOf = (checksum: string): string => checksum.slice(0, 'sha256:'.length + 2);

async function artifactsOf(
  tx: Transaction,
  { references, holds }: ContentState,
): Promise<ContentEntry['artifacts']> {
  const ids = new Set([...references, ...holds.map(({ artifact }) => artifact)]);
  const rows = ids.size > 0 ? await tx.run(artifactChecksums, { ids: [...ids] }) : [];
  return new Map(rows.map(({ id, checksum }) => [id, checksum ?? undefined]));
}

const stateOf = (node: ContentNode | undefined): ContentState => ({
  ...(typeof node?.key === 'string' ? { key: node.key } : {}),
  references: node?.references ?? [],
  holds: (node?.holds ?? []).map((hold) => JSON.parse(hold) as Hold),
  removing: node?.removing ?? [],
});

/** Null removes a property. */
const nodeOf = ({ key, references, holds, removing }: ContentState): ContentNode => ({
  key: key ?? null,
  references: references.length > 0 ? [...references] : null,
  holds: holds.length > 0 ? holds.map((hold) => JSON.stringify(hold)) : null,
  removing: removing.length > 0 ? [...removing] : null,
});
