import { HeadwaterError } from '../../errors.js';
import type { EntityKind } from '../../model/entities.js';
import { entityId } from '../../model/entity-id.js';
import type { Named } from './event.js';

/**
 * What makes two mentions mean one thing: the same namespace and the same name, byte for byte. The one
 * place to change when further names of a dataset (the symlinks facet) are to be followed.
 */
export const keyOf = ({ namespace, name }: Named): string => JSON.stringify([namespace, name]);

export const byKey = (a: Named, b: Named): number =>
  compare(a.namespace, b.namespace) || compare(a.name, b.name);

/** By code unit: the same on every machine, whatever its language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Why the catalog has no id for a job or a dataset of that name, if it has none. */
export const nameProblem = ({ namespace, name }: Named): string | undefined =>
  // The kind with the longest name, since it is not known yet what the thing will turn out to be.
  idProblem('Application', namespace, name);

export const columnProblem = ({ namespace, name }: Named, column: string): string | undefined =>
  idProblem('Column', namespace, name, column);

function idProblem(kind: EntityKind, ...key: string[]): string | undefined {
  try {
    entityId(kind, ...key);
    return undefined;
  } catch (error) {
    if (error instanceof HeadwaterError) return error.message;
    throw error;
  }
}
