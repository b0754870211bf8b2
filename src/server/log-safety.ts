import type { LoggerOptions } from 'pino';
import { withoutSecrets } from '../catalog/access/token-text.js';

/** Keys whose values are secrets: of requests that are logged, and of errors that carry a request. */
const SECRET_KEYS = ['authorization', 'cookie', 'password', 'secret', 'token'];
/** How far down they are looked for; pino takes no pattern for any depth. */
const DEPTHS = ['', '*.', '*.*.', '*.*.*.', '*.*.*.*.'];

/** No line of a log holds a secret: neither under a key that says so, nor the text of a token anywhere in it. */
export const LOG_SAFETY = {
  redact: {
    paths: DEPTHS.flatMap((above) => SECRET_KEYS.map((key) => `${above}${key}`)),
    censor: '[redacted]',
  },
  hooks: { streamWrite: withoutSecrets },
} satisfies LoggerOptions;
