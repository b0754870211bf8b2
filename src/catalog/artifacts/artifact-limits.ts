import { MIMEType } from 'node:util';
import { badInput, HeadwaterError } from '../../errors.js';

export interface ArtifactLimits {
  /** Largest upload, in bytes. */
  readonly maxBytes: number;
  /** Media types that are taken, as `type/subtype`, `type/*` or all of them (`*` for both). */
  readonly types: readonly string[];
}

export const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * The media type as it is recorded. Left out: bytes of unknown type.
 * @throws BAD_INPUT for what is no media type, UNSUPPORTED_TYPE for one that is not taken here.
 */
export function acceptedType(text: string | undefined, { types }: ArtifactLimits): string {
  const type = parsedType(text ?? UNKNOWN_TYPE);
  if (!types.some((pattern) => covers(pattern, type.essence))) {
    throw new HeadwaterError(
      'UNSUPPORTED_TYPE',
      `Files of type ${type.essence} are not taken here. Taken are: ${types.join(', ')}.`,
      { type: type.essence, types },
    );
  }
  return String(type);
}

/** @throws BAD_INPUT */
export function parsedType(text: string): MIMEType {
  try {
    if (text.length > 200) throw new Error('too long');
    return new MIMEType(text);
  } catch {
    throw badInput(`"${text.slice(0, 200)}" is not a media type such as application/json.`);
  }
}

function covers(pattern: string, essence: string): boolean {
  if (pattern === '*/*') return true;
  const lower = pattern.toLowerCase();
  return lower.endsWith('/*') ? essence.startsWith(lower.slice(0, -1)) : essence === lower;
}

export const tooLarge = (maxBytes: number): HeadwaterError =>
  new HeadwaterError(
    'TOO_LARGE',
    `The file is larger than the ${maxBytes.toLocaleString('en')} bytes that are taken here.`,
    { maxBytes },
  );
