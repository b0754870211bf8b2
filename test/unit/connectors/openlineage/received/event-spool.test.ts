import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventIntake } from '../../../../../src/connectors/openlineage/received/event-intake.js';
import { EventSpool } from '../../../../../src/connectors/openlineage/received/event-spool.js';
import { segmentsOf } from '../../../../../src/connectors/openlineage/received/spool-segments.js';
import { temporaryDirectory } from '../../../../support/temp-dir.js';
import { readSpool, runEvent, table, tableId } from '../support.js';

const made = (name: string) => runEvent(1, 'COMPLETE', { job: name, outputs: [table(name)] });

async function place(): Promise<string> {
  const { path, remove } = await temporaryDirectory('spool');
  onTestFinished(remove);
  return join(path, 'spool');
}

describe('The spool of received events', () => {
  it('holds each event on its line, however many are given at once', async () => {
    const directory = await place();
    const spool = new EventSpool(directory);
    const all = Array.from({ length: 200 }, (_, n) => `{"n":${n},"text":"${'x'.repeat(n * 50)}"}`);
    await Promise.all(all.map((line) => spool.append([line])));
    const [segment] = await segmentsOf(directory);
    expect((await readFile(segment?.path ?? '', 'utf8')).split('\n')).toEqual([...all, '']);
    await spool.close();
  });

  it('begins another segment after five minutes, so that the first may be replaced', async () => {
    const directory = await place();
    let now = 0;
    const spool = new EventSpool(directory, () => now);
    for (now of [0, 299_000, 300_000]) await spool.append(['{}']);
    await spool.close();
    expect((await segmentsOf(directory)).map(({ begun }) => begun)).toEqual([0, 300_000]);
  });

  it('says so when it cannot keep an event, and takes the next one when it can again', async () => {
    const directory = await place();
    await writeFile(directory, 'a file where the directory should be');
    const spool = new EventSpool(directory);
    const intake = new EventIntake(spool);
    await expect(intake.receive([made('a')])).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.not.stringContaining(directory) as string,
    });
    await rm(directory);
    expect(await intake.receive([made('a')])).toMatchObject({ kept: 1, news: 1 });
    await spool.close();
    expect((await readSpool(directory)).document(tableId('a'))).toBeDefined();
  });

  it('is read up to its last whole line: what follows was promised to nobody', async () => {
    const directory = await place();
    const spool = new EventSpool(directory);
    await spool.append([JSON.stringify(made('whole'))]);
    await spool.close();
    const [segment] = await segmentsOf(directory);
    await appendFile(segment?.path ?? '', JSON.stringify(made('torn')));
    const { document, rejections, listing } = await readSpool(directory);
    expect(document(tableId('whole'))).toBeDefined();
    expect(document(tableId('torn'))).toBeUndefined();
    expect([rejections, listing.complete]).toEqual([[], true]);
  });

  it('is not trusted where a line in it is spoilt: nothing is missed as gone then', async () => {
    const directory = await place();
    const spool = new EventSpool(directory);
    await spool.append([JSON.stringify(made('whole')), '{"spo']);
    await spool.close();
    expect((await readSpool(directory)).rejections).toMatchObject([
      { reason: expect.stringContaining('JSON') as string },
    ]);
  });

  it('that holds nothing yet comes to the service alone', async () => {
    const directory = await place();
    const { documents, listing } = await readSpool(directory);
    expect(documents.map(({ kind }) => kind)).toEqual(['MLModelService']);
    expect(listing.complete).toBe(true);
    expect(await readdir(directory)).toEqual(['spool.id']);
  });
});
