import type { TaggedVersion } from '../curate/curate.store.js';
import { ruleBroken } from '../curate/failures.js';

const holds = ({ aliases, uniqueTags }: TaggedVersion, tag: string): boolean =>
  aliases.includes(tag) || uniqueTags.includes(tag);

/** @throws RULE_BROKEN `unique-tag` where another version of the model has one of these names. */
export function checkTagsFree(
  version: string,
  tags: readonly string[],
  versions: readonly TaggedVersion[],
): void {
  for (const tag of tags) {
    const holder = versions.find((candidate) => candidate.id !== version && holds(candidate, tag));
    if (!holder) continue;
    throw ruleBroken(
      'unique-tag',
      `"${tag}" sits on ${holder.id}, and on one version of a model at a time. Move it instead.`,
      { field: 'uniqueTags', inTheWay: [holder.id], offer: 'MOVE' },
    );
  }
}
