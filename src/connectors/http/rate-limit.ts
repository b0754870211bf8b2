import { MAX_RETRY_AFTER_MS } from './retry-after.js';

/** One limit of the header: its name, and its parameters. */
const ITEM = /(?:^|,)\s*("(?:[^"\\]|\\.)*"|[\w*-]+)((?:\s*;\s*[a-z][\w-]*=\d+)*)/gi;
const PARAMETER = /([a-z][\w-]*)\s*=\s*(\d+)/gi;
const PREFIXES = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];
/** Numbers above these are no seconds to wait but a moment: in seconds, or in milliseconds, since 1970. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e12;

/**
 * How long a server wants to be left alone, by the limits its answer tells: nothing while there is something left.
 * Read are the IETF's `RateLimit` with `RateLimit-Policy`, its earlier `RateLimit-Remaining` and `RateLimit-Reset`, and
 * what came before them, `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
 */
export function rateLimitPauseMs(
  headers: Pick<Headers, 'get'>,
  now: number = Date.now(),
): number | undefined {
  const waits = [...structured(headers), ...earlier(headers), ...separate(headers, now)];
  return waits.length === 0 ? undefined : Math.min(Math.max(...waits, 0), MAX_RETRY_AFTER_MS);
}

/** `"burst";r=0;t=5`, one for each policy; without `t` the window `w` of that policy is waited for. */
function structured(headers: Pick<Headers, 'get'>): number[] {
  const windows = new Map(
    items(headers.get('ratelimit-policy')).map(({ name, parameters }) => [name, parameters.get('w')]),
  );
  return items(headers.get('ratelimit')).flatMap(({ name, parameters }) => {
    if (parameters.get('r') !== 0) return [];
    const seconds = parameters.get('t') ?? windows.get(name);
    return seconds === undefined ? [] : [seconds * 1000];
  });
}

/** `limit=100, remaining=0, reset=5`: one header, as drafts had it for a while. */
function earlier(headers: Pick<Headers, 'get'>): number[] {
  const said = parametersOf(headers.get('ratelimit') ?? '');
  const reset = said.get('reset');
  return said.get('remaining') === 0 && reset !== undefined ? [reset * 1000] : [];
}

function separate(headers: Pick<Headers, 'get'>, now: number): number[] {
  return PREFIXES.flatMap((prefix) => {
    const remaining = headers.get(`${prefix}-remaining`)?.trim();
    const reset = headers.get(`${prefix}-reset`)?.trim();
    if (remaining !== '0' || reset === undefined || !/^\d+(\.\d+)?$/.test(reset)) return [];
    const number = Number(reset);
    if (number > EPOCH_MILLISECONDS) return [number - now];
    return [number > EPOCH_SECONDS ? number * 1000 - now : number * 1000];
  });
}

function items(header: string | null): { name: string; parameters: Map<string, number> }[] {
  return [...(header ?? '').matchAll(ITEM)].map(([, name = '', parameters = '']) => ({
    name,
    parameters: parametersOf(parameters),
  }));
}

const parametersOf = (text: string): Map<string, number> =>
  new Map([...text.matchAll(PARAMETER)].map(([, key = '', value]) => [key.toLowerCase(), Number(value)]));
