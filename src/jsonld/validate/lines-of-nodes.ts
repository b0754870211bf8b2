import type { LinkedDataForm } from '../parse/form-of.js';
import { placeOf } from '../parse/place.js';

/** Where in a text a node, or a property of it, is stated first; nothing where its form does not tell. */
export function lineOf(
  text: string,
  form: LinkedDataForm,
  node: string,
  property: string | undefined,
): number | undefined {
  for (const sought of soughtIn(form, node, property)) {
    const offset = sought(text);
    if (offset >= 0) return placeOf(text, offset).line;
  }
  return undefined;
}

type Seek = (text: string) => number;

function soughtIn(form: LinkedDataForm, node: string, property: string | undefined): Seek[] {
  switch (form) {
    case 'nquads':
      return [
        ...(property === undefined ? [] : [atLineStart(`<${node}> <${property}> `)]),
        atLineStart(`<${node}> `),
      ];
    case 'turtle':
      return [atLineStart(`<${node}> `)];
    case 'jsonld':
    case 'ndjson':
      return ['"@id": ', '"@id":'].map((key) => (text) => text.indexOf(key + JSON.stringify(node)));
  }
}

const atLineStart =
  (sought: string): Seek =>
  (text) => {
    if (text.startsWith(sought)) return 0;
    const found = text.indexOf(`\n${sought}`);
    return found < 0 ? found : found + 1;
  };
