import { HeadwaterError } from '../../errors.js';

/** The written forms of linked data that are read. */
export type LinkedDataForm = 'jsonld' | 'ndjson' | 'nquads' | 'turtle';

const BY_MEDIA_TYPE: Readonly<Record<string, LinkedDataForm>> = {
  'application/ld+json': 'jsonld',
  'application/json': 'jsonld',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/x-ndjson-ld': 'ndjson',
  'application/n-quads': 'nquads',
  'application/n-triples': 'nquads',
  'text/turtle': 'turtle',
};

const BY_ENDING: Readonly<Record<string, LinkedDataForm>> = {
  jsonld: 'jsonld',
  json: 'jsonld',
  ndjson: 'ndjson',
  ndjsonld: 'ndjson',
  jsonl: 'ndjson',
  nq: 'nquads',
  nt: 'nquads',
  nquads: 'nquads',
  ttl: 'turtle',
  turtle: 'turtle',
};

/** @throws UNSUPPORTED_TYPE for a media type that is not read. Parameters such as a charset or profile play no part. */
export function formOfMediaType(mediaType: string): LinkedDataForm {
  const name = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const form = Object.hasOwn(BY_MEDIA_TYPE, name) ? BY_MEDIA_TYPE[name] : undefined;
  if (form) return form;
  throw new HeadwaterError(
    'UNSUPPORTED_TYPE',
    `Documents of type ${name.slice(0, 100) || '(none)'} are not read. Send one of ${Object.keys(BY_MEDIA_TYPE).join(', ')}.`,
    { mediaType: name.slice(0, 100) },
  );
}

/** The form that a file's name tells, whatever directory it is in; nothing where it tells none. */
export function formOfFileName(name: string): LinkedDataForm | undefined {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}

/**
 * The form that a document itself tells by how it begins: JSON that goes on after its first line is one document,
 * JSON that is whole in its first line and is followed by more is one a line. Statements are
 * N-Quads where the first line is one whole, and else Turtle.
 */
export function formOfText(text: string): LinkedDataForm {
  const start = /\S/.exec(text)?.index ?? 0;
  if (text[start] === '{' || text[start] === '[') {
    const end = text.indexOf('\n', start);
    if (end < 0 || text.slice(end).trim() === '') return 'jsonld';
    return isJson(text.slice(start, end)) ? 'ndjson' : 'jsonld';
  }
  const [first = ''] = /^[ \t]*[^\s#].*$/m.exec(text) ?? [];
  return STATEMENT.test(first) ? 'nquads' : 'turtle';
}

/** A line that is a whole statement of N-Quads, which has no words of its own. */
const STATEMENT =
  /^\s*(<[^>]*>|_:\S+)\s+<[^>]*>\s+(<[^>]*>|_:\S+|"([^"\\]|\\.)*"\S*)(\s+(<[^>]*>|_:\S+))?\s*\.\s*(#.*)?$/;

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
