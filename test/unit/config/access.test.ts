import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../../src/catalog/access/token-text.js';
import { loadConfig, localPrincipal, tokenFrom } from '../../../src/config.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

let scratch: TemporaryDirectory;
beforeAll(async () => {
  scratch = await temporaryDirectory('token-file');
});
afterAll(() => scratch.remove());

describe('The token that commands show a server', () => {
  const { text } = newToken();
  const other = newToken().text;

  it('comes from a file, which goes before the environment', async () => {
    const file = join(scratch.path, 'token');
    await writeFile(file, `  ${text}\n`);
    expect(tokenFrom(file, { HEADWATER_TOKEN: other })).toBe(text);
    expect(tokenFrom(undefined, { HEADWATER_TOKEN: other })).toBe(other);
  });

  it('is none where none is set', () => {
    expect(tokenFrom(undefined, {})).toBeUndefined();
    expect(tokenFrom(undefined, { HEADWATER_TOKEN: '' })).toBeUndefined();
  });

  it('is not what has been cut off, and the error does not repeat it', () => {
    const cut = text.slice(0, -1);
    expect(() => tokenFrom(undefined, { HEADWATER_TOKEN: cut })).toThrow(/HEADWATER_TOKEN is no token/);
    expect(() => tokenFrom(undefined, { HEADWATER_TOKEN: cut })).not.toThrow(cut);
  });
});

describe('The token of an admin in the configuration', () => {
  it('is none where none is set', () => {
    expect(loadConfig({}, { HEADWATER_ADMIN_TOKEN: '' }).adminToken).toBeUndefined();
  });

  it.each([
    'admin',
    'correct horse battery staple',
    `hw_admin_${'a'.repeat(63)}`,
    `hw_Admin_${'a'.repeat(64)}`,
  ])('cannot be %s, and the error says how to make one and does not repeat it', (token) => {
    const load = () => loadConfig({}, { HEADWATER_ADMIN_TOKEN: token });
    expect(load).toThrow(/openssl rand -hex 32/);
    if (token.length > 10) expect(load).not.toThrow(token);
  });
});

describe('Who works on a catalog that is opened here', () => {
  it('is the user of the operating system, and may do everything', () => {
    expect(localPrincipal({})).toEqual({ actor: userInfo().username, role: 'admin' });
  });

  it('is who HEADWATER_ACTOR names', () => {
    expect(localPrincipal({ HEADWATER_ACTOR: ' nightly ' }).actor).toBe('nightly');
    expect(localPrincipal({ HEADWATER_ACTOR: ' ' }).actor).toBe(userInfo().username);
  });
});
