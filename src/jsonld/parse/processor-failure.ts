import { canonicalize } from 'json-canonicalize';
import { HeadwaterError } from '../../errors.js';
import { JsonPlaces, shownPlace } from './place.js';
import { everythingIn } from './pointers.js';

/** The document that a processor stumbled over, and its text where there is one. */
export interface Stumbled {
  readonly document: unknown;
  readonly text?: string;
  readonly startsAt?: number;
}

/** The processor's own errors hide what they are about, and where, in `details`. */
export function processorFailure(error: unknown, { document, text, startsAt }: Stumbled): HeadwaterError {
  const { message, details } = error as Error & { details?: Record<string, unknown> };
  const refused = causeIn(error);
  const pointer = pointerOf(document, refused ? refused.details : (details ?? {}));
  const place =
    pointer === undefined || text === undefined ? undefined : new JsonPlaces(text, startsAt).placeOf(pointer);
  const code = codeOf(error);
  const where = { ...(pointer === undefined ? {} : { pointer }), ...place };
  const shown = [
    ...(code === undefined ? [] : [code]),
    ...(pointer === undefined || pointer === '' ? [] : [`at ${pointer.slice(0, 500)}`]),
    ...(place ? [shownPlace(place)] : []),
  ].join(', ');
  if (refused) {
    return new HeadwaterError(refused.code, refused.message, { ...refused.details, ...where });
  }
  const reason =
    error instanceof RangeError ? 'what it refers to lies too deep in itself.' : message.slice(0, 500);
  return new HeadwaterError(
    'BAD_INPUT',
    `The document is not valid JSON-LD: ${reason}${shown ? ` (${shown})` : ''}`,
    { ...(code === undefined ? {} : { processor: code }), ...where },
    { cause: error },
  );
}

/** Our own refusal, such as that of the loader, however deep the processor wrapped it. */
function causeIn(error: unknown): HeadwaterError | undefined {
  let inner = error;
  for (let depth = 0; depth < 10 && inner instanceof Error; depth += 1) {
    if (inner instanceof HeadwaterError) return inner;
    inner = (inner as Error & { details?: Record<string, unknown> }).details?.['cause'];
  }
  return undefined;
}

/** The code of the JSON-LD specification: of the outermost error that has one. */
function codeOf(error: unknown): string | undefined {
  const { details } = error as { details?: Record<string, unknown> };
  const { code } = details ?? {};
  return typeof code === 'string' ? code.slice(0, 100) : undefined;
}

/** The first place in the document that holds what the error speaks of: the smallest is the most exact. */
function pointerOf(document: unknown, details: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of ['value', 'term', 'element', 'languageMap', 'context', 'url']) {
    const wanted = details[key];
    if (wanted === undefined || wanted === null || wanted === document) continue;
    const found = key === 'term' ? keyIn(document, wanted) : valueIn(document, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyIn(document: unknown, wanted: unknown): string | undefined {
  for (const { pointer, key } of everythingIn(document)) if (key === wanted) return pointer;
  return undefined;
}

function valueIn(document: unknown, wanted: unknown): string | undefined {
  if (typeof wanted !== 'object') {
    for (const { pointer, value } of everythingIn(document)) if (value === wanted) return pointer;
    return undefined;
  }
  const whole = canonical(wanted);
  const size = sizeOf(wanted);
  for (const { pointer, value } of everythingIn(document)) {
    if (value === wanted) return pointer;
    // Values are compared whole only where they could be the same.
    if (sizeOf(value) === size && pointer !== '' && canonical(value) === whole) return pointer;
  }
  return undefined;
}

const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : -1;

function canonical(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}
