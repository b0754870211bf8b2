import type { ValueType } from '../model/decorators.js';

/** A value that says its own datatype, against what its term says. */
export interface TypedValue {
  readonly '@value': string;
  readonly '@type': string;
}

const NOT_FINITE: Readonly<Record<string, string>> = { NaN: 'NaN', Infinity: 'INF', '-Infinity': '-INF' };
/** Times that xsd:dateTime has in four digits of year. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** A number with a fraction. xsd:decimal knows no exponent and nothing that is not finite. */
export function decimal(value: number): string | TypedValue {
  const special = NOT_FINITE[String(value)];
  return special ? { '@value': special, '@type': 'xsd:double' } : plainDecimal(String(value));
}

/** JavaScript's shortest form of a number, without its exponent: `1.5e-7` is `0.00000015`. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Milliseconds since 1970 as a time; as a number where no calendar has such a day. */
export function wallClock(ms: number): string | TypedValue {
  if (ms >= FIRST_MS && ms <= LAST_MS) return new Date(ms).toISOString();
  return { '@value': String(ms), '@type': 'xsd:integer' };
}

/** RDF's texts are Unicode: half a surrogate pair is none, and no encoding could carry it. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** One recorded value as its term's literal. */
export function literal(type: ValueType, value: unknown): unknown {
  switch (type) {
    case 'float':
      return decimal(Number(value));
    case 'string':
    case 'dateTime':
      return wellFormed(String(value));
    default:
      return value;
  }
}
