import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

let directory = '';
beforeAll(async () => {
  directory = (await temporaryDirectory('references')).path;
  mkdirSync(join(directory, 'secrets'));
  writeFileSync(join(directory, 'secrets', 'word'), 'pä$$ {word}\n');
});

function load(service: string, env: Record<string, string> = {}): ReturnType<typeof loadConfig> {
  const config = join(directory, 'headwater.yaml');
  writeFileSync(
    config,
    `services:\n  - name: s\n    type: mlflow\n    url: http://127.0.0.1:1\n    ${service}\n`,
  );
  return loadConfig({ config }, env);
}

test('a secret may stand in a file, named relative to the configuration', () => {
  const { services } = load("auth: { username: ann, password: '${file:secrets/word}' }");
  expect(services[0]).toMatchObject({ auth: { username: 'ann', password: 'pä$$ {word}' } });
});

test('a secret may come from the environment, and several may be in one text', () => {
  const { services } = load("auth: { token: '${A}-${file:secrets/word}' }", { A: 'x' });
  expect(services[0]).toMatchObject({ auth: { token: 'x-pä$$ {word}' } });
});

test('what a secret says is not looked into for further references', () => {
  const { services } = load("auth: { token: '${A}' }", { A: '${HOME}' });
  expect(services[0]).toMatchObject({ auth: { token: '${HOME}' } });
});

test.each([
  [
    'a file that is not there',
    "auth: { token: '${file:gone}' }",
    /line 5: the file gone cannot be read: ENOENT/,
  ],
  [
    'a variable that is not set',
    "auth: { token: '${GONE}' }",
    /line 5: the environment variable GONE is not set/,
  ],
])('%s is told with its line', (_, service, message) => {
  expect(() => load(service)).toThrow(message);
});

test('a secret in the wrong place does not show in what is said of it', () => {
  const wrong = [
    "timeoutMs: '${file:secrets/word}'",
    "proxy: '${file:secrets/word}'",
    "auth: '${file:secrets/word}'",
  ];
  for (const service of wrong) {
    expect(() => load(service)).toThrow(/line 5/);
    expect(() => load(service)).not.toThrow(/word\}/);
  }
});

test('the proxies of the environment are known, small letters first', () => {
  const env = { HTTP_PROXY: 'http://a:1', http_proxy: 'http://b:2', NO_PROXY: 'x', HTTPS_PROXY: '' };
  expect(load('series: true', env).proxies).toEqual({ http: 'http://b:2', none: 'x' });
});

test('a certificate of the client needs its key', () => {
  expect(() => load('tls: { cert: a.pem }')).toThrow(/line 5: .*key/);
});
