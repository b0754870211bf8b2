import type { Decision } from '../catalog/provenance/provenance.js';

/** What somebody decided, in one line. */
export function decisionText({ what, before, after, reason }: Decision): string {
  const change = [before, after].filter((side) => side !== undefined).join(' → ');
  return `${what}: ${change}${reason === undefined ? '' : ` (${reason})`}`;
}
