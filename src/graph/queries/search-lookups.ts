import { defineQuery } from '../query.js';

/** Versions by a figure of theirs. Metrics carry the key of their version, so no edge is followed. */
export const versionsWithMetric = defineQuery<
  {
    name: string;
    low: number | null;
    high: number | null;
    lowIncluded: boolean;
    highIncluded: boolean;
    dataset: string | null;
    slice: string;
  },
  { service: string; model: string; version: string }
>(
  'versions-with-metric',
  'read',
  `MATCH (m:Metric)
   WHERE m.name = $name AND m.until IS NULL
     AND ($low IS NULL OR m.value > $low OR ($lowIncluded AND m.value = $low))
     AND ($high IS NULL OR m.value < $high OR ($highIncluded AND m.value = $high))
     AND ($dataset IS NULL OR coalesce(m.datasetName, "") = $dataset)
     AND coalesce(m.slice, "") = $slice
     AND m.service IS NOT NULL AND m.model IS NOT NULL AND m.version IS NOT NULL
   RETURN DISTINCT m.service AS service, m.model AS model, m.version AS version`,
);

/** The platform of each service: there are few services. */
export const platformsOfServices = defineQuery<object, { service: string; platform: string }>(
  'platforms-of-services',
  'read',
  `MATCH (s:MLModelService)
   WHERE s.service IS NOT NULL AND s.platform IS NOT NULL
   RETURN s.service AS service, s.platform AS platform`,
);
