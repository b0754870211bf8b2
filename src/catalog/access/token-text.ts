import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `hw_<id>_<secret>`: 256 random bits in hexadecimal digits, which need no quoting and are found by scanners. */
const SHAPE = /^hw_([a-z0-9]{1,32})_([0-9a-f]{64})$/;
const ANYWHERE = /\bhw_([a-z0-9]{1,32})_[0-9a-f]{64}/g;

/** A new token: what its holder is shown once, and what is kept of it. */
export function newToken(): { id: string; text: string; hash: string } {
  const id = randomBytes(6).toString('hex');
  const text = `hw_${id}_${randomBytes(32).toString('hex')}`;
  return { id, text, hash: hashOf(text) };
}

/** The id in the text of a token; none in what is no token. */
export const idOfToken = (text: string): string | undefined => SHAPE.exec(text)?.[1];

/**
 * SHA-256, without salt or rounds: those slow down the guessing of passwords. Of 2^256 equally likely secrets none is
 * guessed at any speed, and every request is checked.
 */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares in constant time: how long it takes tells nothing of where the two differ. */
export const isTokenOf = (text: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(text), 'hex'), Buffer.from(hash, 'hex'));

/** The text with the secret of every token in it blotted out, for logs. */
export const withoutSecrets = (text: string): string => text.replace(ANYWHERE, 'hw_$1_[redacted]');
