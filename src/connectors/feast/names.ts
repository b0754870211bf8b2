/*
 * How Feast's things are called in the catalog. A registry holds several projects, each a namespace of its own, so the
 * project stands in every name. No name in Feast has a colon: it separates view and feature there.
 */

/** The feature table that a feature view is. */
export const viewTable = (project: string, view: string): string => `${project}.${view}`;

/** The feature table that a feature service is: what is served together to a model. */
export const serviceTable = (project: string, service: string): string =>
  `${project}.feature_service:${service}`;

/** A feature that something takes, with the name by which its view is known there. */
export interface TakenFeature {
  readonly view: string;
  readonly feature: string;
}

/** As Feast writes it: `view:feature`, the view perhaps with a version (`view@v2`). */
export function parseReference(reference: string): TakenFeature | undefined {
  const [, view, feature] = /^([^:@]+)(?:@[^:]*)?:(.+)$/.exec(reference.trim()) ?? [];
  return view === undefined || feature === undefined ? undefined : { view, feature };
}

/**
 * The names under which features that are taken together can be told apart: each by its own, as Feast returns them,
 * or where two views have one of the same name by `view__feature`, as it returns them with full names.
 */
export function servedNames(taken: readonly TakenFeature[]): string[] {
  const seen = new Map<string, number>();
  for (const { feature } of taken) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  return taken.map(({ view, feature }) => (seen.get(feature) === 1 ? feature : `${view}__${feature}`));
}
