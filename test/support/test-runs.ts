/**
 * How many cases a property is tried with: a few in the default run, so that it stays short, and the full count when
 * `HEADWATER_TEST_RUNS` says so (10000, say). `share` is the part of the full count for what is slow.
 */
export function testRuns(byDefault: number, share = 1): number {
  const full = Number(process.env['HEADWATER_TEST_RUNS'] ?? 0);
  return full > 0 ? Math.max(byDefault, Math.ceil(full * share)) : byDefault;
}

/** Time for a property of that many cases, at a generous time per case. */
export const timeFor = (runs: number, msPerRun: number): number => 60_000 + runs * msPerRun;
