import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { headwater, HEADWATER_BIN, type Outcome } from '../../support/headwater-command.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

let directory: string;
beforeEach(async () => {
  const scratch = await temporaryDirectory('sync');
  directory = scratch.path;
  await mkdir(join(directory, 'events'));
  return () => scratch.remove();
});

/** A job that made a table of another, as an event. */
const event = (job: number): string =>
  JSON.stringify({
    ...{ eventType: 'COMPLETE', eventTime: '2026-11-01T02:00:00Z', producer: 'https://example.com/etl' },
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: `00000000-0000-4000-8000-${String(job).padStart(12, '0')}` },
    job: { namespace: 'etl', name: `job${job}` },
    inputs: [{ namespace: 'shop', name: `raw${job}` }],
    outputs: [{ namespace: 'shop', name: `clean${job}` }],
  });

const jobs = (count: number): Promise<void> =>
  writeFile(
    join(directory, 'events', 'jobs.ndjson'),
    Array.from({ length: count }, (_, index) => `${event(index + 1)}\n`).join(''),
  );

const configured = (more = ''): Promise<void> =>
  writeFile(
    join(directory, 'headwater.yaml'),
    `services:\n  - name: warehouse\n    type: openlineage\n    path: events\n${more}`,
  );

const run = (...args: string[]): Promise<Outcome> => headwater(args, {}, directory);

describe('headwater sync', () => {
  it('shows the plan before the first night, and does exactly that', async () => {
    await configured();
    await jobs(10);
    const planned = await run('sync', '--dry-run', '--json');
    const [{ plan }] = JSON.parse(planned.stdout) as [{ plan: { entity: string; action: string }[] }];
    expect(plan).toHaveLength(31);
    expect((await run('runs')).stdout).toContain('No sync has run yet');
    const { code, stdout } = await run('sync');
    expect(code).toBe(0);
    expect(stdout).toContain('31 created, 0 updated, 0 unchanged');
    expect((await run('sync')).stdout).toContain('0 created, 0 updated, 31 unchanged');
  });

  it('survives a bad night: it refuses, says what and why with code 3, and passes when it is told to', async () => {
    await configured();
    await jobs(10);
    await run('sync');
    await jobs(5);
    const refused = await run('sync');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toMatch(/warehouse FAILED_SAFE/);
    expect(refused.stdout).toContain('5 of 10 Pipeline');
    expect(refused.stdout).toContain('left to a person 15');
    expect((await run('runs', 'warehouse')).stdout).toMatch(/FAILED_SAFE.*15 left to a person/);
    const looked = await run('sync', '--dry-run', '--accept-removals');
    expect(looked.stdout).toContain('to retire 15');
    const accepted = await run('sync', '--accept-removals');
    expect(accepted.code).toBe(0);
    expect(accepted.stdout).toContain('15 retired');
    await jobs(10);
    expect((await run('sync')).stdout).toContain('15 restored');
  });

  it('takes the limit of what may go from the configuration', async () => {
    await configured('    removalLimit: 60\n');
    await jobs(10);
    await run('sync');
    await jobs(5);
    expect((await run('sync')).stdout).toContain('15 retired');
  });

  it('says one JSON line per event where it is asked to', async () => {
    await configured();
    await jobs(2);
    const { stderr } = await run('sync', '--log', 'json');
    const events = stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { type: string; service: string });
    expect(events.map(({ type }) => type)).toContain('started');
    expect(events.map(({ type }) => type)).toContain('written');
    expect(new Set(events.map(({ service }) => service))).toEqual(new Set(['warehouse']));
  });

  it('says which line of the configuration has no schedule that ever comes', async () => {
    await configured('    schedule: every night\n');
    const { code, stderr } = await run('sync');
    expect(code).toBe(2);
    expect(stderr).toMatch(/headwater\.yaml, line 5: the schedule of warehouse is no cron expression/);
  });

  it('goes on by the clock with --watch until it is interrupted, and ends in order', async () => {
    await configured('    schedule: "* * * * * *"\n    jitter: 0\n');
    await jobs(3);
    const watching = spawn(process.execPath, [HEADWATER_BIN, 'sync', '--watch'], { cwd: directory });
    let said = '';
    watching.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/COMPLETE[\s\S]*COMPLETE/);
    const ended = new Promise((resolve) => watching.once('exit', (code) => resolve(code)));
    watching.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said).toContain('10 created');
    expect((await run('runs')).stdout).toContain('COMPLETE');
  });

  it('is told what to do where no service has a schedule', async () => {
    await configured();
    const { code, stderr } = await run('sync', '--watch');
    expect(code).toBe(2);
    expect(stderr).toContain('schedule:');
  });

  it('reports an unreadable source as failed, and leaves all as it was', async () => {
    await configured();
    await jobs(3);
    await run('sync');
    await rm(join(directory, 'events', 'jobs.ndjson'));
    const { code, stdout } = await run('sync');
    expect(code).toBe(1);
    expect(stdout).toContain('warehouse FAILED');
    expect((await run('show', 'clean1')).code).toBe(0);
  });
});
