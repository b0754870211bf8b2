import { text } from '../filled-text.js';
import { list } from './values.js';
import type { KeyValue } from './wire-types.js';

/** What the model accepts as one label. */
const MAX_TAG = 10_000;
const SYSTEM = /^mlflow\./;

/** The first value of a tag with one of these keys, the earlier key first. */
export function tagValue(
  tags: readonly KeyValue[] | undefined,
  ...keys: readonly string[]
): string | undefined {
  for (const key of keys) {
    const value = text(list(tags).find((tag) => tag.key === key)?.value);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The labels that people gave, as `key=value`, in the order of their keys so that equal tags make equal documents.
 * MLflow's own (`mlflow.*`) are left out: what they say stands in properties. So is what is too long for a label.
 */
export function labels(tags: readonly KeyValue[] | undefined): string[] | undefined {
  const given = list(tags)
    .filter(({ key }) => text(key) !== undefined && !SYSTEM.test(String(key)))
    .map(({ key, value }) => (text(value) === undefined ? String(key) : `${key}=${value}`))
    .filter((label) => label.length <= MAX_TAG)
    .sort();
  return given.length > 0 ? given : undefined;
}

/** What tags say by custom rather than by rule: `owner` (or `owners`, comma-separated) and `domain`. */
export function customaryProperties(tags: readonly KeyValue[] | undefined): Record<string, unknown> {
  const owners = tagValue(tags, 'owner', 'owners')
    ?.split(',')
    .map((owner) => owner.trim())
    .filter((owner) => owner !== '');
  return { owners, domain: tagValue(tags, 'domain') };
}

/** Prompts live in the tables of the registry; this tag tells them from models. */
export const isPrompt = (tags: readonly KeyValue[] | undefined): boolean =>
  tagValue(tags, 'mlflow.prompt.is_prompt') === 'true';
