import semver from 'semver';
import { ruleBroken } from '../curate/failures.js';

/** @throws RULE_BROKEN `version-name` where a service claims a form for its versions and this is none. */
export function checkVersionName(versioning: unknown, version: string): void {
  if (versioning === 'semantic' && semver.valid(version) !== version)
    throw ruleBroken(
      'version-name',
      `"${version}" is no semantic version, as this service numbers them. Write it as 1.4.0 or 2.0.0-rc.1, without leading zeros.`,
      { field: 'version' },
    );
  if (versioning === 'integer' && !/^[1-9]\d{0,14}$/.test(version))
    throw ruleBroken(
      'version-name',
      `"${version}" is no whole number from 1, as this service numbers its versions.`,
      { field: 'version' },
    );
}

/** The version that a new one gets when nobody names it; nothing where only people can say. */
export function defaultVersion(versioning: unknown, present: readonly string[]): string | undefined {
  if (versioning === 'integer') {
    const numbers = present.map(Number).filter(Number.isSafeInteger);
    return String(Math.max(0, ...numbers) + 1);
  }
  return versioning === 'semantic' ? '1.0.0' : undefined;
}
