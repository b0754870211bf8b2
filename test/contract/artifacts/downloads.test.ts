import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startArtifactServer, type ArtifactServer } from '../../support/artifact-server.js';
import { describeOnEveryEngine } from '../../support/engines.js';

describeOnEveryEngine('The download of an artifact', (open) => {
  let server: ArtifactServer;
  beforeAll(async () => {
    server = await startArtifactServer(await open());
  });
  afterAll(() => server.close());

  const at = (location: string | null) => new URL(location ?? '', server.url);

  it('of a hostile name or type is served so that nothing runs and no header breaks', async () => {
    const path = 'a/"; rm -rf \u202egnp.html';
    const response = await server.upload(path, '<script>alert(1)</script>', {
      headers: { 'content-type': 'text/html' },
    });
    const download = await fetch(at(response.headers.get('location')));
    expect(download.headers.get('content-type')).toBe('application/octet-stream');
    expect(download.headers.get('content-disposition')).toMatch(
      /^attachment; filename="\\"; rm -rf _gnp\.html"$/,
    );
    const odd = await server.upload('é漢"字.txt', 'x', {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
    const name = (await fetch(at(odd.headers.get('location')))).headers;
    expect(name.get('content-disposition')).toContain("filename*=UTF-8''%C3%A9%E6%BC%A2%22%E5%AD%97.txt");
    expect(name.get('content-type')).toBe('text/plain;charset=utf-8');
  });

  it('is read in part, and not again while it is the same', async () => {
    const response = await server.upload('parts.bin', '0123456789');
    const location = at(response.headers.get('location'));
    const part = async (range: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(location, { headers: { range, ...headers } });
      return [answer.status, answer.headers.get('content-range'), await answer.text()];
    };
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=8-99')).toEqual([206, 'bytes 8-9/10', '89']);
    expect(await part('bytes=0-1,4-5')).toEqual([200, null, '0123456789']);
    expect(await part('bytes=2-4', { 'if-range': '"another"' })).toEqual([200, null, '0123456789']);
    expect((await part('bytes=10-')).slice(0, 2)).toEqual([416, 'bytes */10']);
    expect((await part('lines=1-2'))[0]).toBe(200);

    const head = await fetch(location, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    const etag = head.headers.get('etag') ?? '';
    const cached = await fetch(location, { headers: { 'if-none-match': etag } });
    expect([cached.status, await cached.text()]).toEqual([304, '']);
  });

  it('that is not there is answered in order, whatever is asked for', async () => {
    for (const path of [
      'Artifact/own/churn/3/none',
      'Artifact:own/churn/3/none',
      'MLModel/own/churn',
      '%E0%A4%A',
      '..%2f..%2fetc%2fpasswd',
    ]) {
      const response = await fetch(`${server.url}/api/v1/artifacts/${path}`);
      expect([400, 404]).toContain(response.status);
      expect(await response.text()).not.toContain('node_modules');
    }
  });

  it('of bytes that were lost says that they are, and where they should be', async () => {
    const response = await server.upload('lost.bin', 'lost');
    await rm(join(server.directory, 'sha256'), { recursive: true });
    const download = await fetch(at(response.headers.get('location')));
    expect([download.status, await download.json()]).toEqual([
      503,
      { code: 'UNAVAILABLE', message: expect.stringContaining(server.directory) as string },
    ]);
  });
});
