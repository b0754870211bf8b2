import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artifactSettings } from '../../../src/artifacts/settings.js';
import { checkConfigFile } from '../../../src/config-file.js';

const settingsOf = (yaml: string, env: Record<string, string> = {}) =>
  artifactSettings(checkConfigFile('headwater.yaml', yaml, env).artifacts ?? {}, {
    data: '/data',
    resolve: (path) => resolve('/etc/headwater', path),
  });

describe('The configuration of artifacts', () => {
  it('is a directory beside the catalog, with room for 10 GiB of any type, where nothing is said', () => {
    expect(settingsOf('{}')).toEqual({
      ...{ store: 'directory', directory: '/data/artifacts' },
      ...{ maxBytes: 10_737_418_240, types: ['*/*'] },
    });
  });

  it('names a directory relative to the file', () => {
    const yaml = 'artifacts:\n  directory: files\n  maxBytes: 1000\n  types: [image/*, application/json]\n';
    expect(settingsOf(yaml)).toEqual({
      ...{ store: 'directory', directory: '/etc/headwater/files' },
      ...{ maxBytes: 1000, types: ['image/*', 'application/json'] },
    });
  });

  it('names a bucket, with secrets from the environment', () => {
    const yaml =
      'artifacts:\n  store: s3\n  bucket: files\n  endpoint: http://127.0.0.1:9000\n  forcePathStyle: true\n  accessKeyId: ${KEY}\n  secretAccessKey: ${SECRET}\n';
    expect(settingsOf(yaml, { KEY: 'k', SECRET: 's' })).toMatchObject({
      ...{ store: 's3', bucket: 'files', endpoint: 'http://127.0.0.1:9000', forcePathStyle: true },
      ...{ accessKeyId: 'k', secretAccessKey: 's', types: ['*/*'] },
    });
    expect(() => settingsOf(yaml)).toThrow('line 6: the environment variable KEY is not set');
  });

  it.each([
    ['artifacts:\n  store: s3\n', /artifacts needs "bucket"/],
    ['artifacts:\n  bucket: files\n', /line 2: unknown key "bucket"/],
    ['artifacts:\n  store: s3\n  bucket: a\n  directory: b\n', /line 4: unknown key "directory"/],
    ['artifacts:\n  store: s3\n  bucket: a\n  buckett: b\n', /did you mean "bucket"/],
    ['artifacts:\n  store: ftp\n', /must be one of directory, s3/],
    ['artifacts:\n  maxBytes: 0\n', /maxBytes must be >= 1/],
    ['artifacts:\n  types: [pictures]\n', /types\.0 must match/],
    ['artifacts:\n  store: s3\n  bucket: a\n  accessKeyId: k\n', /secretAccessKey/],
  ])('is refused with what is wrong: %j', (yaml, expected) => {
    expect(() => settingsOf(yaml)).toThrow(expected);
  });
});
