import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Notes } from './notes.js';
import type { TableState } from './table-register.js';
import type { WireVersion } from './wire-types.js';

/** Above it no place to go on from is kept, and the one before stays. */
const MAX_LENGTH = 900_000;
const MAX_UNPACKED = 64 * 1024 * 1024;
/** Raised when a state of before cannot be gone on from. */
const FORM = 1;

/** From where a killed reading goes on. */
export interface ReadingState {
  /** So many versions of the listing were read, and this is what they were. */
  readonly position: PositionState;
  /** Of those, the ones that could not be read, by {@link versionName}. */
  readonly unread: readonly string[];
  readonly unreadRuns: readonly string[];
  /** Read ahead of their place in the listing. */
  readonly early: readonly string[];
  readonly tables: readonly TableState[];
  readonly notes: Notes['state'];
}

interface PositionState {
  readonly count: number;
  readonly digest: string;
}

/** A place in a listing that says whether what came before it is the same as the last time. */
export class Position {
  count = 0;
  private digest = '';

  add(row: WireVersion): void {
    this.count += 1;
    this.digest = createHash('sha256')
      .update(`${this.digest}\n${versionName(row)}`)
      .digest('base64');
  }

  get state(): PositionState {
    return { count: this.count, digest: this.digest };
  }

  is(other: PositionState): boolean {
    return this.count === other.count && this.digest === other.digest;
  }
}

/** Names of models hold no slash. */
export const versionName = ({ name, version }: WireVersion): string => `${name}/${version}`;

/** As text; nothing where it would be too long. */
export function packState(state: ReadingState): string | undefined {
  const packed = gzipSync(JSON.stringify({ form: FORM, ...state })).toString('base64');
  return packed.length <= MAX_LENGTH ? packed : undefined;
}

/** Nothing where it is none of this form: then all is read again. */
export function unpackState(packed: string | undefined): ReadingState | undefined {
  if (packed === undefined) return undefined;
  try {
    const text = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_UNPACKED }).toString(
      'utf8',
    );
    const state = JSON.parse(text) as ReadingState & { form?: number };
    return state.form === FORM ? state : undefined;
  } catch {
    return undefined;
  }
}
