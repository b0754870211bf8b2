import { expect, test } from 'vitest';
import { rateLimitPauseMs } from '../../../../src/connectors/http/rate-limit.js';
import { MAX_RETRY_AFTER_MS } from '../../../../src/connectors/http/retry-after.js';

const NOW = Date.parse('2026-11-21T08:00:00Z');

test.each<[string, Record<string, string>, number | undefined]>([
  ['the header of the IETF', { ratelimit: '"default";r=0;t=7' }, 7_000],
  [
    'several policies, the longest of those used up',
    { ratelimit: '"a";r=0;t=2, "b";r=0;t=5, "c";r=9;t=50' },
    5_000,
  ],
  [
    'a policy that tells its window only',
    { ratelimit: '"p";r=0', 'ratelimit-policy': '"q";q=1;w=9, "p";q=5;w=3' },
    3_000,
  ],
  ['its earlier form', { ratelimit: 'limit=10, remaining=0, reset=4' }, 4_000],
  [
    'headers of their own',
    { 'ratelimit-limit': '10', 'ratelimit-remaining': '0', 'ratelimit-reset': '6' },
    6_000,
  ],
  ['X- headers in seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1.5' }, 1_500],
  [
    'X- headers with a moment',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 8) },
    8_000,
  ],
  [
    'X- headers with a moment in milliseconds',
    { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOW + 20) },
    20,
  ],
  ['a moment gone by', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 8) }, 0],
  ['more than anyone should wait', { ratelimit: '"day";r=0;t=86400' }, MAX_RETRY_AFTER_MS],
  [
    'something left',
    { ratelimit: '"default";r=1;t=7', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '9' },
    undefined,
  ],
  ['nonsense', { ratelimit: ';;;r=0;t=', 'ratelimit-remaining': '0', 'ratelimit-reset': 'soon' }, undefined],
  ['nothing', {}, undefined],
])('%s', (_, headers, wait) => {
  expect(rateLimitPauseMs(new Headers(headers), NOW)).toBe(wait);
});
