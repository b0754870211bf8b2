import { parse } from 'csv-parse/sync';

/** How much each feature counts, by name. */
export type Importance = ReadonlyMap<string, number>;

const NAMES = ['feature', 'features', 'feature_name', 'feature_names', 'name', 'column', 'variable'];
const VALUES = [
  'importance',
  'importances',
  'feature_importance',
  'importance_mean',
  'mean_abs_shap',
  'value',
  'score',
  'gain',
  'weight',
];

/**
 * Reads a file of names and values, in one of the forms that libraries write:
 *
 * - JSON: an object of name → number (MLflow's autologging of XGBoost and LightGBM); a list of objects, or an object of
 *   two lists (or of two objects by row, as pandas writes), with a name and a value in it; `columns` and `data`
 *   (`log_table`, `orient="split"`); a list of pairs;
 * - CSV: two columns (after that of an index, where the first has no heading), with or without headings.
 *
 * @throws Error when it is none of these.
 */
export function parseImportance(content: string): Importance {
  const rows = /^\s*[[{]/.test(content) ? jsonRows(JSON.parse(content)) : csvRows(content);
  const pairs = rows.flatMap(([name, value]) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof name === 'string' && name !== '' && typeof number === 'number' && Number.isFinite(number)
      ? [[name, number] as const]
      : [];
  });
  if (pairs.length === 0) throw new Error('it holds no names of features with numbers');
  return new Map(pairs);
}

type Row = readonly [name: unknown, value: unknown];
type Json = Readonly<Record<string, unknown>>;

function jsonRows(json: unknown): Row[] {
  if (Array.isArray(json))
    return json.flatMap((item) => (Array.isArray(item) ? [pairOf(item)] : rowOf(item)));
  if (!isObject(json)) return [];
  const { columns, data } = json;
  if (Array.isArray(columns) && Array.isArray(data)) {
    const [name, value] = placesOf(columns.map(String));
    return data.flatMap((row) => (Array.isArray(row) ? [[row[name], row[value]] as const] : []));
  }
  const [names, values] = [under(json, NAMES), under(json, VALUES)];
  if (isObject(names) && isObject(values)) return Object.keys(names).map((key) => [names[key], values[key]]);
  return Object.entries(json);
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const pairOf = (item: readonly unknown[]): Row => [item[0], item[1]];
const rowOf = (item: unknown): Row[] => (isObject(item) ? [[under(item, NAMES), under(item, VALUES)]] : []);

function under(object: Json, keys: readonly string[]): unknown {
  const found = Object.keys(object).find((key) => keys.includes(key.toLowerCase()));
  return found === undefined ? undefined : object[found];
}

function csvRows(content: string): Row[] {
  const rows = parse(content, {
    bom: true,
    delimiter: [',', ';', '\t'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const [name, value] = placesOf((rows[0] ?? []).map(String));
  return rows.map((row) => [row[name], row[value]]);
}

/** Where names and values stand: as the headings say, else the first two columns that have one. */
function placesOf(headings: readonly string[]): [name: number, value: number] {
  const place = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading.toLowerCase()));
  const [name, value] = [place(NAMES), place(VALUES)];
  if (name >= 0 && value >= 0) return [name, value];
  const index = headings.length > 2 && (headings[0] === '' || headings[0] === 'index') ? 1 : 0;
  return [index, index + 1];
}
