import semver from 'semver';
import { compareTexts } from '../../compare-texts.js';

/** A version name, taken apart so that any two can be compared. */
interface Parsed {
  /** Most significant first; none: not a number at all. */
  readonly numbers: readonly bigint[];
  /** Of a pre-release, such as `rc` and `1`. */
  readonly preRelease: readonly string[];
  readonly text: string;
}

/**
 * Orders version names as people count: whole numbers by value, semantic versions by their specification (1.10.0
 * after 1.9.0, a pre-release before its release), other dotted numbers part by part. What does not begin with a
 * number comes before all that does, by its text.
 */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left.numbers.length === 0 || right.numbers.length === 0)
    return Math.sign(left.numbers.length - right.numbers.length) || compareTexts(left.text, right.text);
  return (
    compareLists(left.numbers, right.numbers, 0n, (one, other) => (one < other ? -1 : one > other ? 1 : 0)) ||
    comparePreReleases(left.preRelease, right.preRelease)
  );
}

/** The same names are compared over and over while a list is sorted. */
const parsed = new Map<string, Parsed>();
const MOST_KEPT = 10_000;

function parse(version: string): Parsed {
  const known = parsed.get(version);
  if (known) return known;
  const made = parseSemantic(version) ?? parseOther(version);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(version, made);
  return made;
}

function parseSemantic(version: string): Parsed | undefined {
  const { major, minor, patch, prerelease } = semver.parse(version) ?? {};
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return {
    numbers: [major, minor, patch].map(BigInt),
    preRelease: (prerelease ?? []).map(String),
    text: version,
  };
}

function parseOther(version: string): Parsed {
  const match = /^v?(\d+(?:\.\d+)*)(?:[-.]?([^+]*))/i.exec(version);
  if (!match) return { numbers: [], preRelease: [], text: version };
  return {
    numbers: (match[1] ?? '').split('.').map(BigInt),
    preRelease: (match[2] ?? '').split('.').filter((part) => part !== ''),
    text: version,
  };
}

/** A release comes after what went before it. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  return compareLists(a, b, undefined, (one, other) =>
    one === undefined || other === undefined
      ? Number(other === undefined) - Number(one === undefined)
      : semver.compareIdentifiers(one, other),
  );
}

function compareLists<Part, Missing>(
  a: readonly Part[],
  b: readonly Part[],
  missing: Missing,
  compare: (one: Part | Missing, other: Part | Missing) => number,
): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = compare(a[index] ?? missing, b[index] ?? missing);
    if (difference !== 0) return difference;
  }
  return 0;
}
