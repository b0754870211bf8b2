import { textOf } from './text.js';

const ALGORITHMS: Readonly<Record<string, { name: string; length: number }>> = {
  md5: { name: 'MD5', length: 32 },
  sha1: { name: 'SHA-1', length: 40 },
  sha256: { name: 'SHA-256', length: 64 },
  sha384: { name: 'SHA-384', length: 96 },
  sha512: { name: 'SHA-512', length: 128 },
};

/** A checksum `sha256:<hex>`, taken apart; nothing for what is of another form. */
export function checksumOf(
  checksum: unknown,
): { algorithm: string; name: string; value: string } | undefined {
  const [, algorithm = '', value = ''] = /^([a-z0-9-]+):([0-9a-f]+)$/i.exec(textOf(checksum) ?? '') ?? [];
  const key = algorithm.toLowerCase().replace('-', '');
  const found = Object.hasOwn(ALGORITHMS, key) ? ALGORITHMS[key] : undefined;
  return found && found.length === value.length
    ? { algorithm: key, name: found.name, value: value.toLowerCase() }
    : undefined;
}
