import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../../../../../src/connectors/openlineage/event-log.js';
import { EventReader } from '../../../../../src/connectors/openlineage/event-reader.js';
import { compactSpool } from '../../../../../src/connectors/openlineage/received/compact-spool.js';
import { EventSpool } from '../../../../../src/connectors/openlineage/received/event-spool.js';
import { segmentsOf } from '../../../../../src/connectors/openlineage/received/spool-segments.js';
import { temporaryDirectory } from '../../../../support/temp-dir.js';
import { anyEvent } from '../any-events.js';
import { readEvents, readSpool, runEvent, schema, table } from '../support.js';

type Json = Record<string, unknown>;
const HOUR = 60 * 60 * 1000;
const NIGHT = Date.parse('2026-11-20T04:00:00Z');
const NOTHING = { bytes: 0, segments: 0 };

async function withSpool<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const { path, remove } = await temporaryDirectory('spool');
  try {
    return await work(join(path, 'spool'));
  } finally {
    await remove();
  }
}

async function receive(directory: string, events: readonly Json[], at: number): Promise<void> {
  const spool = new EventSpool(directory, () => at);
  await spool.append(events.map((event) => JSON.stringify(event)));
  await spool.close();
}

async function compact(directory: string, now: number, worthIt = NOTHING): Promise<boolean> {
  const segments = await segmentsOf(directory);
  const log = new EventLog();
  const reader = new EventReader();
  for (const event of await eventsIn(directory)) {
    const read = reader.read(event, '', { problem: () => undefined, unread: () => undefined });
    if (read) log.take(read);
  }
  return compactSpool(directory, segments, log, new AbortController().signal, { now, worthIt });
}

async function eventsIn(directory: string): Promise<Json[]> {
  const texts = await Promise.all((await segmentsOf(directory)).map(({ path }) => readFile(path, 'utf8')));
  const lines = texts
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Json);
}

const textOf = (reading: { documents: unknown }): string => JSON.stringify(reading.documents, null, 1);

describe('Received events, once what no longer matters is removed', () => {
  it('come to the same documents as all of them', async () => {
    const anyTime = fc.constantFrom(HOUR, 30 * 24 * HOUR, 365 * 24 * HOUR);
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent(), { minLength: 1, maxLength: 12 }), anyTime, (events, later) =>
        withSpool(async (directory) => {
          await receive(directory, events, NIGHT);
          const whole = textOf(await readSpool(directory));
          expect(await compact(directory, NIGHT + later)).toBe(true);
          expect(textOf(await readSpool(directory))).toBe(whole);
        }),
      ),
      { numRuns: 100 },
    );
  }, 120_000);

  it('come to the same with what follows: new runs, and events that are sent again', async () => {
    const before = fc.array(anyEvent(), { minLength: 1, maxLength: 8 });
    const runs = fc.tuple(before, fc.array(anyEvent({ runs: [4, 5], renames: false }), { maxLength: 5 }));
    const cases = runs.chain(([first, then]) =>
      fc.tuple(fc.constant(first), fc.constant(then), fc.subarray(first)),
    );
    await fc.assert(
      fc.asyncProperty(cases, ([first, then, again]) =>
        withSpool(async (directory) => {
          const whole = textOf(await readEvents([...first, ...then]));
          await receive(directory, first, NIGHT);
          await compact(directory, NIGHT + HOUR);
          await receive(directory, [...then, ...again], NIGHT + HOUR);
          expect(textOf(await readSpool(directory))).toBe(whole);
          await compact(directory, NIGHT + 3 * HOUR);
          expect(textOf(await readSpool(directory))).toBe(whole);
        }),
      ),
      { numRuns: 100 },
    );
  }, 120_000);

  it('are few, however many nights a job ran', async () => {
    await withSpool(async (directory) => {
      const nights = Array.from({ length: 400 }, (_, night) => {
        const at = new Date(NIGHT - night * 24 * HOUR).toISOString();
        const of = { inputs: [table('a', schema('x'))], outputs: [table('t')], at };
        return [runEvent(night, 'START', of), runEvent(night, 'COMPLETE', { ...of, inputs: [] })];
      });
      await receive(directory, nights.flat(), NIGHT);
      await compact(directory, NIGHT + HOUR);
      const kept = await eventsIn(directory);
      // Those of the newest run whole, and of those of the last week that they ended.
      expect(kept).toHaveLength(2 + 6);
      expect(kept.filter((event) => 'outputs' in event)).toHaveLength(2);
    });
  });

  it('are left as they are while they are few, and what may be being written always is', async () => {
    await withSpool(async (directory) => {
      await receive(directory, [runEvent(1, 'COMPLETE', { outputs: [table('t')] })], NIGHT);
      expect(await compact(directory, NIGHT + HOUR, { bytes: 1000_000, segments: 10 })).toBe(false);
      expect(await compact(directory, NIGHT + 60_000)).toBe(true);
      await receive(directory, [runEvent(2, 'COMPLETE', { outputs: [table('u')] })], NIGHT + HOUR);
      await compact(directory, NIGHT + HOUR);
      const names = (await readdir(directory)).filter((name) => name.endsWith('.ndjson'));
      expect(names.filter((name) => name.startsWith('events-'))).toHaveLength(1);
    });
  });
});
