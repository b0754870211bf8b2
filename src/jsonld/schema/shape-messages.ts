import type { Constraint } from './constraints.js';

const WORDS: Readonly<Record<string, string>> = {
  'xsd:string': 'a text',
  'xsd:integer': 'a whole number',
  'xsd:decimal': 'a decimal number',
  'xsd:double': 'NaN or an infinity',
  'xsd:boolean': 'true or false',
  'xsd:dateTime': 'a time (xsd:dateTime)',
  'xsd:base64Binary': 'a text in base64',
  'rdf:JSON': 'a JSON value',
  'rdf:langString': 'a text with a language',
};

/** What a person is told who broke it: which value of what, how many there may be, of what sort, and what it means. */
export function messageOf(name: string, constraint: Constraint): string {
  const { path, keys, definition, required, most } = constraint;
  const key = keys.map((each) => `"${each.replace(/^hw:/, '')}"`).join(' or ');
  const subject = `${key} (${path}) of ${name === 'Entity' ? 'a thing of the catalog' : withArticle(name)}`;
  const sort = sortOf(constraint);
  const meaning = definition ? ` ${definition}` : '';
  if (most === undefined) {
    const amount = required ? `${subject} must not be missing, and each value` : `Each ${subject}`;
    return `${amount} must be ${sort}.${meaning}`;
  }
  const amount = required ? 'exactly one value' : most === 1 ? 'at most one value' : `at most ${most} values`;
  return `${subject} must be ${amount}: ${sort}.${meaning}`;
}

function sortOf({ datatypes, values, classes }: Constraint): string {
  if (values) return `one of ${values.join(', ')}`;
  if (datatypes) return datatypes.map((type) => WORDS[type] ?? type).join(' or ');
  if (classes.length === 0) return 'the IRI of a thing';
  return `the IRI of a thing whose type in the document is ${classes.join(' or ')}`;
}

/** Letters that are spelled: an MLModel. */
const withArticle = (name: string): string => `${/^([AEIO]|ML)/.test(name) ? 'an' : 'a'} ${name}`;
