import type { JsonSchema } from '../../model/json-schema.js';
import type { SyncOptions } from './run-sync.js';

/** How a service is kept in step, whatever its type. */
export interface SyncSettings {
  readonly schedule?: string;
  readonly jitter?: number;
  readonly removalLimit?: number;
  readonly fullEvery?: number;
  readonly overlap?: number;
  readonly keepRuns?: number;
}

/** The options that every entry of `services` takes beside those of its type. */
export const SYNC_SETTINGS_SCHEMA: Readonly<Record<keyof SyncSettings, JsonSchema>> = {
  schedule: {
    type: 'string',
    description:
      'When `headwater serve` syncs it by itself, as a cron expression (`0 2 * * *`: at two each night, local time). Left out: never.',
  },
  jitter: {
    type: 'number',
    minimum: 0,
    description: 'A scheduled sync begins later by a random time up to this, in seconds. Left out: 60.',
  },
  removalLimit: {
    type: 'number',
    minimum: 0,
    maximum: 100,
    description:
      'The part of all things, and of those of a kind, in per cent, above which nothing is retired without --accept-removals. Left out: 20.',
  },
  fullEvery: {
    type: 'number',
    exclusiveMinimum: 0,
    description:
      'How long it does to read what changed only, in hours, where the source can tell; then all is read again. Left out: 24.',
  },
  overlap: {
    type: 'number',
    minimum: 0,
    description: 'How far back what changed is read again, in minutes. Left out: 10.',
  },
  keepRuns: {
    type: 'integer',
    minimum: 50,
    description:
      'How many of its last syncs stay on record, beside the first and the last complete one. Left out: 400.',
  },
};

/** The settings in the measures of a run. */
export function syncOptions({ removalLimit, fullEvery, overlap, keepRuns }: SyncSettings): SyncOptions {
  return {
    ...(removalLimit === undefined ? {} : { removalLimit: removalLimit / 100 }),
    ...(fullEvery === undefined ? {} : { fullEveryMs: fullEvery * 3_600_000 }),
    ...(overlap === undefined ? {} : { overlapMs: overlap * 60_000 }),
    ...(keepRuns === undefined ? {} : { keepRuns }),
  };
}
