import type { TaggedVersion } from '../ingest/ingest.store.js';
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

/** The field by which a version carries a name that another version of its model carries too; none where none is. */
export function doubledTagField(
  version: TaggedVersion,
  versions: readonly TaggedVersion[],
): 'aliases' | 'uniqueTags' | undefined {
  const others = versions.filter(({ id }) => id !== version.id);
  const isDoubled = (tag: string): boolean => others.some((other) => holds(other, tag));
  if (version.aliases.some(isDoubled)) return 'aliases';
  return version.uniqueTags.some(isDoubled) ? 'uniqueTags' : undefined;
}
