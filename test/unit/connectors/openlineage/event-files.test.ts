import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf as cut, type Line } from '../../../../src/connectors/openlineage/event-lines.js';
import { createOpenLineageConnector } from '../../../../src/connectors/openlineage/openlineage.connector.js';
import { datasetEvent, linesOf, readPaths, table, writeFiles, type Reading } from './support.js';

const event = (name: string) => datasetEvent(table(name));
const tables = ({ documents }: Reading): unknown[] =>
  documents.filter(({ kind }) => kind === 'Table').map((document) => document['table']);

describe('what a path means', () => {
  it('is a file, a folder with all below it, or a glob', async () => {
    const path = await writeFiles({
      'a.ndjson': linesOf([event('a')]),
      'deep/er/b.jsonl': linesOf([event('b')]),
      'c.txt': linesOf([event('c')]),
      'deep/d.json': linesOf([event('d')]),
    });
    expect(tables(await readPaths([join(path, 'a.ndjson')]))).toEqual(['a']);
    expect(tables(await readPaths([path]))).toEqual(['a', 'b', 'd']);
    expect(tables(await readPaths([join(path, '*.{ndjson,txt}')]))).toEqual(['a', 'c']);
    expect(tables(await readPaths([join(path, '**/*.json*')]))).toEqual(['b', 'd']);
  });

  it('is the file or folder of that very name, even where it looks like a glob', async () => {
    const path = await writeFiles({
      '[2026] *.ndjson': linesOf([event('a')]),
      '{x}/b.ndjson': linesOf([event('b')]),
    });
    expect(tables(await readPaths([join(path, '[2026] *.ndjson')]))).toEqual(['a']);
    expect(tables(await readPaths([join(path, '{x}')]))).toEqual(['b']);
    expect(tables(await readPaths([join(path, '{x}', '*.ndjson')]))).toEqual(['b']);
  });

  it('counts once where paths overlap', async () => {
    const path = await writeFiles({ 'a.ndjson': linesOf([event('a')]) });
    expect((await readPaths([path, join(path, '*'), join(path, 'a.ndjson')])).listing.requests).toBe(1);
  });

  it('must be some file: otherwise the source has failed, and the pattern is named', async () => {
    const path = await writeFiles({ 'a.ndjson': '' });
    const missing = join(path, '*.nothing');
    await expect(readPaths([path, missing])).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringContaining(missing),
    });
  });
});

describe('the form of a file', () => {
  const read = async (name: string, content: string | Buffer): Promise<Reading> =>
    readPaths([join(await writeFiles({ [name]: content }), name)]);

  it('may be one event per line, with blank lines, a byte order mark and other line ends', async () => {
    const content = `\uFEFF${JSON.stringify(event('a'))}\r\n\r\n\n${JSON.stringify(event('b'))}`;
    const reading = await read('x.ndjson', content);
    expect(reading.rejections).toEqual([]);
    expect(tables(reading)).toEqual(['a', 'b']);
  });

  it('may be one event, or a list of them, laid out over many lines', async () => {
    expect(tables(await read('x.json', JSON.stringify(event('a'), null, 2)))).toEqual(['a']);
    const list = await read('x.json', JSON.stringify([event('a'), { job: 1 }, event('b')], null, 2));
    expect(tables(list)).toEqual(['a', 'b']);
    expect(list.rejections).toEqual([expect.objectContaining({ pointer: '/1/eventTime' })]);
  });

  it('may be one event per line in spite of its name', async () => {
    expect(tables(await read('x.json', linesOf([event('a'), event('b')])))).toEqual(['a', 'b']);
  });

  it('is refused once, not line by line, when a laid out file is broken', async () => {
    const { rejections } = await read('x.json', JSON.stringify(event('a'), null, 2).slice(0, -1));
    expect(rejections).toEqual([expect.objectContaining({ reason: expect.stringContaining('is not JSON') })]);
  });

  it('may be packed', async () => {
    expect(tables(await read('x.ndjson.gz', gzipSync(linesOf([event('a')]))))).toEqual(['a']);
    expect(tables(await read('x.json.gz', gzipSync(JSON.stringify([event('a')]))))).toEqual(['a']);
  });

  it('is refused by line when it is no UTF-8', async () => {
    const { rejections } = await read('x.ndjson', Buffer.from([0x22, 0xff, 0x22]));
    expect(rejections).toEqual([expect.objectContaining({ reason: 'is not UTF-8 text' })]);
  });
});

describe('a file that cannot be read to its end', () => {
  const cutOff = (name: string): Buffer => gzipSync(linesOf([event(name)])).subarray(0, -8);

  it('makes the listing incomplete, and what could be read counts', async () => {
    const path = await writeFiles({ 'a.ndjson.gz': cutOff('a'), 'b.ndjson': linesOf([event('b')]) });
    const reading = await readPaths([path]);
    expect(reading.listing).toMatchObject({
      complete: false,
      reason: expect.stringContaining('a.ndjson.gz'),
    });
    expect(tables(reading)).toContain('b');
  });

  it('fails the source when no file could be read', async () => {
    const path = await writeFiles({ 'a.ndjson.gz': Buffer.from('not packed') });
    await expect(readPaths([path])).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
  });

  it('stops when it is told to', async () => {
    const path = await writeFiles({ 'a.ndjson': linesOf([event('a')]) });
    const connector = createOpenLineageConnector({ service: 's', paths: [path] });
    const silent = { reject: () => {}, warn: () => {}, unread: () => {}, progress: () => {} };
    const done = (): Promise<void> => Promise.resolve();
    const sink = { put: done, checkpoint: done, ...silent };
    await expect(connector.read(sink, AbortSignal.abort(), { first: [] })).rejects.toThrow(/abort/i);
  });
});

describe('a stream of bytes', () => {
  const linesIn = async (chunks: string[], limit?: number): Promise<(string | undefined)[]> => {
    const lines: Line[] = [];
    const stream = (function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
    })();
    for await (const line of cut(stream as unknown as AsyncIterable<Buffer>, limit)) lines.push(line);
    return lines.map(({ number, bytes }) => `${number}:${bytes?.toString() ?? 'too long'}`);
  };

  it('is cut into lines wherever its pieces end', async () => {
    expect(await linesIn(['a', 'b\n', '\nc', 'd\ne\n', 'f'])).toEqual(['1:ab', '3:cd', '4:e', '5:f']);
  });

  it('passes over a line that is too long without holding it', async () => {
    expect(await linesIn(['aaaa', 'aaaa', 'a\nb', '\ncccccc'], 5)).toEqual([
      '1:too long',
      '2:b',
      '3:too long',
    ]);
  });
});
