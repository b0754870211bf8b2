import { doubledTagField } from '../rules/unique-tag.rule.js';
import { documentOf } from './claims.js';
import type { IngestTransaction, TaggedVersion } from './ingest.store.js';
import { attachmentOf } from './mentions.js';
import type { Statement } from './write-statements.js';

/**
 * Versions that are to carry a name which another version of their model carries as well, by what that breaks. Looked
 * for only where such names change; those of the same batch count as they are to be.
 */
export async function doubledTags(
  tx: IngestTransaction,
  statements: readonly Statement[],
): Promise<Map<string, string>> {
  const versions = statements.filter(({ kind }) => kind === 'MLModelVersion').map(taggedVersion);
  const wanted = new Map(versions.map((version) => [version.id, version]));
  const breaches = new Map<string, string>();
  const changing = versions.filter(({ changes }) => changes);
  for (const model of new Set(changing.map((version) => version.model))) {
    const others = (await tx.taggedVersions(model)).filter(({ id }) => !wanted.has(id));
    const siblings = [...others, ...versions.filter((version) => version.model === model)];
    for (const version of changing.filter((one) => one.model === model)) {
      const field = doubledTagField(version, siblings);
      if (field) breaches.set(version.id, `unique-tag:${field}`);
    }
  }
  return breaches;
}

function taggedVersion({
  id,
  stored,
  claims,
}: Statement): TaggedVersion & { model: string; changes: boolean } {
  const after = documentOf({ id, claims });
  const before = documentOf({ id, claims: stored?.claims ?? [] });
  const [aliases, uniqueTags] = [after['aliases'] ?? [], after['uniqueTags'] ?? []] as string[][];
  const had = JSON.stringify([before['aliases'] ?? [], before['uniqueTags'] ?? []]);
  return {
    ...{ id, aliases: aliases ?? [], uniqueTags: uniqueTags ?? [] },
    model: attachmentOf(id, after)?.parent ?? '',
    changes: JSON.stringify([aliases, uniqueTags]) !== had,
  };
}
