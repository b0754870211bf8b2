import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dropped,
  held,
  isHeld,
  isNothing,
  kept,
  NO_CONTENT,
  referred,
  released,
  removed,
  type ContentState,
  type Hold,
} from '../../../../src/catalog/artifacts/content-state.js';

/** An upload or a deletion, step by step, as it would be with a store of its own. */
type Step = (world: World) => void;

interface World {
  state: ContentState;
  /** The keys under which there are bytes. */
  readonly bytes: Set<string>;
  /** The artifacts that are recorded. */
  readonly recorded: Set<string>;
}

const removeFreed = (world: World): void => {
  const { removing } = world.state;
  for (const key of removing) world.bytes.delete(key);
  world.state = removed(world.state, removing);
};

/** The steps of `keepContent`, each of which may be separated from the next by those of others. */
function uploadOf(artifact: string, upload: number): Step[] {
  const hold: Hold = { artifact, key: `key-${upload}`, until: '2026' };
  let puts = false;
  return [
    (world) => {
      world.state = held(world.state, hold);
      puts = world.state.key === undefined;
    },
    (world) => void (puts && world.bytes.add(hold.key)),
    (world) => void (puts && (world.state = kept(world.state, hold))),
    removeFreed,
    (world) => void world.recorded.add(artifact),
    (world) => {
      expect(isHeld(world.state, hold)).toBe(true);
      world.state = referred(world.state, hold);
    },
    removeFreed,
  ];
}

const deletionOf = (artifact: string): Step[] => [
  (world) => void world.recorded.delete(artifact),
  (world) => {
    if (!world.recorded.has(artifact)) world.state = dropped(world.state, [artifact]);
  },
  removeFreed,
];

describe('What is known of some content', () => {
  it('never loses what an artifact has, and keeps nothing that none has, in whatever order things happen', () => {
    const artifact = fc.constantFrom('a', 'b', 'c');
    const work = fc.array(fc.record({ artifact, deletes: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(work, fc.infiniteStream(fc.nat()), (pieces, choices) => {
        const world: World = { state: NO_CONTENT, bytes: new Set(), recorded: new Set() };
        const running = pieces.map(({ artifact, deletes }, index) =>
          deletes ? deletionOf(artifact) : uploadOf(artifact, index),
        );
        for (let left = running.filter((steps) => steps.length > 0); left.length > 0;) {
          const steps = left[Number(choices.next().value) % left.length];
          steps?.shift()?.(world);
          const { key } = world.state;
          const isReadable = key !== undefined && world.bytes.has(key);
          if (world.recorded.size > 0) expect(isReadable).toBe(true);
          left = running.filter((some) => some.length > 0);
        }
        // The sweep at the next start.
        world.state = dropped(
          world.state,
          world.state.references.filter((id) => !world.recorded.has(id)),
        );
        removeFreed(world);
        expect(world.bytes.size).toBe(world.recorded.size > 0 ? 1 : 0);
        expect(isNothing(world.state)).toBe(world.recorded.size === 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('frees what an upload that came to nothing had put', () => {
    const hold: Hold = { artifact: 'a', key: 'k', until: '2026' };
    const state = released(kept(held(NO_CONTENT, hold), hold), hold);
    expect(state).toEqual({ references: [], holds: [], removing: ['k'] });
    expect(released(held(NO_CONTENT, hold), hold).removing).toEqual(['k']);
  });
});
