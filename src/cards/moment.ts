import type { VersionFile } from '../catalog/cards/read-version.js';

const MOMENTS = ['since', 'updatedAt', 'createdAt', 'registeredAt', 'endedAt', 'measuredAt'] as const;

/** The latest moment that a version or what is told with it carries. */
export function latestMoment({ version, model, evidence, metrics, artifacts }: VersionFile): string {
  const told = [version, ...(model ? [model] : []), ...evidence.runs, ...metrics, ...artifacts];
  const moments = [
    ...told.flatMap((record) => MOMENTS.map((name) => record[name])),
    ...evidence.decisions.map(({ at }) => at),
  ].filter((moment): moment is string => typeof moment === 'string' && !Number.isNaN(Date.parse(moment)));
  const latest = moments.reduce((most, moment) => Math.max(most, Date.parse(moment)), 0);
  return new Date(latest).toISOString();
}

/** As SPDX writes moments: without fractions of a second. */
export const wholeSeconds = (moment: string): string => moment.replace(/\.\d+/, '');
