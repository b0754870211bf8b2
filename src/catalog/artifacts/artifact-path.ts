import { badInput } from '../../errors.js';

const LONGEST = 1_000;
const CONTROL = /\p{Cc}/u;

/**
 * The path of an artifact below its version, in the one spelling it has (Unicode NFC). It is a name like any other
 * and never a path of a file system; but whoever downloads a folder makes files of such names, so none leads out of it.
 * @throws BAD_INPUT
 */
export function artifactPath(text: unknown): string {
  if (typeof text !== 'string' || text === '')
    throw badInput('An artifact needs a path below its version, such as model.pkl.', { field: 'path' });
  const path = text.normalize('NFC');
  const wrong = path.length > LONGEST ? `is longer than ${LONGEST} characters` : whatIsWrong(path);
  if (wrong === undefined) return path;
  throw badInput(`The path "${path.slice(0, 100)}" ${wrong}. Paths are such as plots/roc.png.`, {
    field: 'path',
  });
}

/** What tells an artifact from all others, and the folder that it is in. */
export function artifactPlace<Version extends object>(version: Version, path: string) {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return { kind: 'Artifact' as const, ...version, path, ...(folder ? { parent: folder } : {}) };
}

function whatIsWrong(path: string): string | undefined {
  if (CONTROL.test(path)) return 'holds a control character';
  if (/\p{Surrogate}/u.test(path)) return 'holds an unpaired surrogate';
  if (path.includes('\\')) return 'holds a backslash; folders are separated by /';
  const parts = path.split('/');
  if (parts.some((part) => part === '')) return 'has an empty part';
  if (parts.some((part) => part === '.' || part === '..')) return 'has a part that leads elsewhere';
  return undefined;
}
