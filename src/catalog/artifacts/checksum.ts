import { badInput } from '../../errors.js';

const CHECKSUM = /^sha256:[0-9a-f]{64}$/;

/** `sha256:<hex>`, in lower case. @throws BAD_INPUT */
export function checksumOf(text: string): string {
  const checksum = text.toLowerCase();
  if (CHECKSUM.test(checksum)) return checksum;
  throw badInput(`"${text.slice(0, 100)}" is not a checksum: it is written sha256:<64 hexadecimal digits>.`, {
    field: 'checksum',
  });
}

/**
 * The SHA-256 in a `Repr-Digest` or `Content-Digest` (RFC 9530: `sha-256=:…:`) or in the older `Digest` (RFC 3230:
 * `SHA-256=…`). @throws BAD_INPUT where there is none: who sends a digest wants it checked.
 */
export function checksumOfDigest(header: string): string {
  const base64 = /(?:^|,)\s*sha-256\s*=\s*(?::([A-Za-z0-9+/]{43}=):|([A-Za-z0-9+/]{43}=))\s*(?:$|[,;])/i.exec(
    header,
  );
  const digest = base64?.[1] ?? base64?.[2];
  if (digest === undefined)
    throw badInput(`The digest "${header.slice(0, 200)}" has no sha-256=:<base64>: in it.`, {
      field: 'checksum',
    });
  return `sha256:${Buffer.from(digest, 'base64').toString('hex')}`;
}

/** The digest of RFC 9530 of that checksum. */
export const digestOf = (checksum: string): string =>
  `sha-256=:${Buffer.from(checksum.slice('sha256:'.length), 'hex').toString('base64')}:`;
