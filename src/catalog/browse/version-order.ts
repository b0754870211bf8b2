/**
 * Orders version names as people count: whole numbers by value, dotted ones part by part (1.10.0 after
 * 1.9.0), a pre-release before its release, as semantic versioning has it; all else as text.
 */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  for (let index = 0; index < Math.max(left.numbers.length, right.numbers.length); index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(left.rest, right.rest);
}

function parse(version: string): { numbers: number[]; rest: string } {
  const match = /^v?(\d+(?:\.\d+)*)(?:[-+]?(.*))$/.exec(version);
  if (!match) return { numbers: [], rest: version };
  return { numbers: (match[1] ?? '').split('.').map(Number), rest: match[2] ?? '' };
}

function comparePreReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = comparePreReleaseParts(left[index] ?? '', right[index] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePreReleaseParts(a: string, b: string): number {
  const numeric = /^\d+$/;
  if (numeric.test(a) && numeric.test(b)) return Number(a) - Number(b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
