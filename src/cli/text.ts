import pc from 'picocolors';
import { parseId } from '../model/entity-id.js';

/** C0 and C1 controls, line and paragraph separators, and what turns the direction of text around. */
// eslint-disable-next-line no-control-regex -- these are what must not reach a terminal
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LONGEST = 120;

/** Text from a source, made safe to print: no escape sequence of a hostile name reaches the terminal. */
export function printable(text: string, longest = LONGEST): string {
  const safe = text.replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe;
}

/** Kinds whose key means nothing to a person: they go by their name. */
const BY_NAME = new Set(['TrainingRun', 'Experiment', 'SyncRun', 'MLModelService']);

/** What a person calls a thing, where its name is known too. */
export const labelOf = ({ id, kind, name }: { id: string; kind: string; name: string }): string =>
  BY_NAME.has(kind) ? printable(name) : label(id);

/** What a person calls the thing of that id. */
export function label(id: string): string {
  const { kind, key } = parseId(id);
  const [first = '', second = '', third = '', fourth = '', dataset, slice] = key;
  switch (kind) {
    case 'Column':
    case 'StoredFeature':
      return printable(`${second.split('.').at(-1) ?? second}.${third}`);
    case 'MLModelVersion':
      return printable(`${second}@${third}`);
    case 'Metric':
      // As the columns of the versions table are asked for: auc@holdout#women.
      return printable(
        `${second}@${third} · ${fourth}${dataset ? `@${dataset}` : ''}${slice ? `#${slice}` : ''}`,
      );
    case 'MLFeature':
    case 'HyperParameter':
    case 'Artifact':
    case 'ModelStep':
      return printable(`${second}@${third} · ${fourth}`);
    default:
      return printable(key.length === 1 ? first : second);
  }
}

const COLOURS: Readonly<Record<string, (text: string) => string>> = {
  CRITICAL: (text) => pc.bold(pc.red(text)),
  HIGH: pc.red,
  MEDIUM: pc.yellow,
  LOW: pc.dim,
  LIVE: pc.green,
  DORMANT: pc.dim,
  ARCHIVED: pc.dim,
  INFERRED: pc.cyan,
  POSSIBLE: pc.magenta,
  FAILED: pc.red,
  PARTIAL: pc.yellow,
  FAILED_SAFE: pc.yellow,
  COMPLETE: pc.green,
};

/** A word of a closed set in its colour, where there is a terminal that shows colours. */
export const coloured = (word: string): string => (COLOURS[word] ?? ((text: string) => text))(word);

/** `2 tables`, `1 table`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
