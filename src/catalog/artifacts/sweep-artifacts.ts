import type { ArtifactPorts } from './artifact-ports.js';
import { dropped, referred, released } from './content-state.js';
import { removeFreed, STALE_AFTER_MS } from './keep-content.js';

const PAGE = 500;

/**
 * Ends what processes that died had begun: uploads that broke off are removed, by age, and content that nothing refers
 * to is freed. Safe beside uploads that go on, here and in other processes. Answers how many contents it settled.
 */
export async function sweepArtifacts(ports: ArtifactPorts): Promise<number> {
  const { store, ledger, clock } = ports;
  const now = clock();
  await store.sweep(new Date(now.getTime() - STALE_AFTER_MS));
  let settled = 0;
  let after = '';
  for (;;) {
    const page = await ledger.unsettled(after, PAGE);
    for (const checksum of page) await settle(ports, checksum, now.toISOString());
    settled += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return settled;
    after = last;
  }
}

async function settle(ports: ArtifactPorts, checksum: string, now: string): Promise<void> {
  const state = await ports.ledger.change(checksum, ({ state: before, artifacts }) => {
    const gone = before.references.filter((id) => !artifacts.has(id));
    const dead = before.holds.filter(({ until }) => until <= now);
    return dead.reduce(
      (content, hold) => {
        // Some died between the record of the artifact and the reference.
        const isRecorded = artifacts.get(hold.artifact) === checksum;
        return released(isRecorded ? referred(content, hold) : content, hold);
      },
      dropped(before, gone),
    );
  });
  await removeFreed(ports, checksum, state);
}
