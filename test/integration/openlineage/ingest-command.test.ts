import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HEADWATER_BIN, headwater, type Outcome } from '../../support/headwater-command.js';
import { linesOf, runEvent, table, tableId, writeFiles } from '../../unit/connectors/openlineage/support.js';
import { CONFIGURATION, startReceivingServer } from './receiving-server.js';

const made = (name: string) => runEvent(1, 'COMPLETE', { job: name, outputs: [table(name)] });

/** The command with something on its standard input. */
function fed(input: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, NO_COLOR: '1' } };
    const child = execFile(
      process.execPath,
      [HEADWATER_BIN, 'ingest', ...args],
      options,
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

describe('headwater ingest', () => {
  it('keeps what files and standard input hold, and brings it into the catalog', async () => {
    const packed = gzipSync(linesOf([made('one'), made('two')]));
    const directory = await writeFiles({ 'headwater.yaml': CONFIGURATION, 'events.ndjson.gz': packed });
    const options = ['--config', join(directory, 'headwater.yaml'), '--data', join(directory, 'data')];
    const { code, stdout } = await fed(linesOf([made('three')]), [
      '-',
      join(directory, 'events.ndjson.gz'),
      ...options,
    ]);
    expect(stdout).toContain('3 events kept.');
    expect(code).toBe(0);
    const shown = await headwater(['show', tableId('two'), ...options]);
    expect(shown.code).toBe(0);
    const again = await headwater(['sync', ...options]);
    expect(again.code).toBe(0);
    expect((await headwater(['show', tableId('three'), ...options])).code).toBe(0);
  }, 120_000);

  it('says where an event is none, and keeps the others', async () => {
    const directory = await writeFiles({ 'headwater.yaml': CONFIGURATION });
    const options = ['--config', join(directory, 'headwater.yaml'), '--data', join(directory, 'data')];
    const wrong = { ...made('wrong'), eventTime: 'soon' };
    const { code, stdout, stderr } = await fed(linesOf([made('right'), '{"cut', wrong]), options);
    expect(code).toBe(1);
    expect(stdout).toContain('1 events kept, 2 refused.');
    expect(stderr).toMatch(/^line 2: is not JSON/m);
    expect(stderr).toMatch(/^line 3: \/eventTime /m);
  }, 120_000);

  it('gives them to the server that holds the catalog', async () => {
    const server = await startReceivingServer();
    onTestFinished(() => server.close());
    const { code, stdout } = await fed(linesOf([made('remote')]), ['--server', server.url]);
    expect([code, stdout]).toEqual([0, '1 events kept.\n']);
    await server.until(tableId('remote'));
  }, 120_000);
});
