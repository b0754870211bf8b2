import { expect, test } from 'vitest';
import { MAX_RETRY_AFTER_MS, retryAfterMs } from '../../../../src/connectors/http/retry-after.js';

const NOW = Date.parse('2026-11-21T08:00:00Z');

test.each([
  ['seconds', '3', 3_000],
  ['a date to come', 'Sat, 21 Nov 2026 08:00:05 GMT', 5_000],
  ['a date gone by', 'Sat, 21 Nov 2026 07:00:00 GMT', 0],
  ['more than anyone should wait', '86400', MAX_RETRY_AFTER_MS],
  ['nonsense', 'soon', undefined],
  ['nothing', null, undefined],
])('Retry-After with %s', (_, header, wait) => {
  expect(retryAfterMs(header, NOW)).toBe(wait);
});
