/*
 * Which types hold every value of another, by the names that databases and frameworks give them. Only what is sure
 * whatever the system stands here. What is left out counts as narrowing: `int8` is 8 bytes in PostgreSQL and 1 in
 * NumPy, `real` is a double in MySQL and half of one elsewhere.
 */
const INTEGERS: readonly (readonly string[])[] = [
  ['tinyint'],
  ['smallint', 'int16', 'short'],
  ['int', 'integer', 'int32'],
  ['bigint', 'int64', 'long'],
];
const DOUBLES = ['double', 'double precision', 'float64'];
/** What is no wider than a double, whatever the system means by it. */
const IN_A_DOUBLE = [...INTEGERS.slice(0, 3).flat(), 'float', 'real', 'float32', ...DOUBLES];
const TEXTS = ['text', 'string', 'clob'];
const LIMITED_TEXT = /^(varchar2?|char|character varying|character)(?:\((\d+)\))?$/;
const DECIMAL = /^(?:decimal|numeric|number)\((\d+)(?:,(\d+))?\)$/;

/** The published table, a row for each rule that `isWidening` goes by. */
export const WIDENINGS: readonly (readonly [from: string, to: string])[] = [
  ...INTEGERS.slice(0, -1).map(
    (names, index) => [names.join(', '), INTEGERS.slice(index).flat().join(', ')] as const,
  ),
  [INTEGERS.at(-1)?.join(', ') ?? '', INTEGERS.at(-1)?.join(', ') ?? ''],
  [IN_A_DOUBLE.join(', '), DOUBLES.join(', ')],
  ['varchar(n), char(n), with or without n', TEXTS.join(', ')],
  ['varchar(n), char(n)', 'varchar(m) with m at least n'],
  ['decimal(p,s), numeric(p,s)', 'the same with no fewer digits before and after the point'],
];

const normal = (type: string): string =>
  type
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1');

/** Whether the new type is known to hold every value of the old one. Equal types do. */
export function isWidening(fromType: string, toType: string): boolean {
  const [from, to] = [normal(fromType), normal(toType)];
  return (
    from === to ||
    isWiderInteger(from, to) ||
    (IN_A_DOUBLE.includes(from) && DOUBLES.includes(to)) ||
    isWiderText(from, to) ||
    isWiderDecimal(from, to)
  );
}

function isWiderInteger(from: string, to: string): boolean {
  const [narrow, wide] = [from, to].map((type) => INTEGERS.findIndex((names) => names.includes(type)));
  return narrow !== undefined && wide !== undefined && narrow >= 0 && wide >= narrow;
}

function isWiderText(from: string, to: string): boolean {
  const narrow = LIMITED_TEXT.exec(from);
  if (!narrow) return false;
  if (TEXTS.includes(to)) return true;
  const [, kind = '', length] = LIMITED_TEXT.exec(to) ?? [];
  // A char pads what it holds, so only a varchar is sure to give back what was put in.
  return kind.includes('var') && length !== undefined && Number(length) >= Number(narrow[2] ?? Infinity);
}

function isWiderDecimal(from: string, to: string): boolean {
  const [narrow, wide] = [digitsOf(from), digitsOf(to)];
  return !!narrow && !!wide && wide.whole >= narrow.whole && wide.fraction >= narrow.fraction;
}

function digitsOf(type: string): { whole: number; fraction: number } | undefined {
  const [, precision, scale = '0'] = DECIMAL.exec(type) ?? [];
  return precision === undefined
    ? undefined
    : { whole: Number(precision) - Number(scale), fraction: Number(scale) };
}
