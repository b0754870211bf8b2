import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { list } from './values.js';
import type { VersionFacts } from './version-facts.js';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The parameters of the version's run; those of its logged model, where it says other ones, are more exactly its own. */
export function parameterDocuments({ key, run, loggedModel }: VersionFacts): EntityDocument[] {
  const params = [...list(run?.data?.params), ...list(loggedModel?.data?.params)];
  const values = new Map(params.map(({ key: parameter, value = '' }) => [parameter, value]));
  return [...values].map(([parameter, value]) =>
    document('HyperParameter', { ...key, parameter, value, number: numberOf(value) }),
  );
}

/** MLflow keeps parameters as text; a text that is a decimal number is one. */
function numberOf(value: string): number | undefined {
  if (!DECIMAL.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
