import { distance } from 'fastest-levenshtein';
import type { TableName } from './table-name.js';

/** What a table was called by its source, what it is called, and by what rule or reading. */
export interface MappedName {
  readonly from: TableName;
  readonly to: TableName;
  /** `names.rules.2`, or `reading`. */
  readonly by: string;
}

/** A name of which only its source knows what it means: it meets nothing that others say. */
export interface UnmetName {
  readonly name: TableName;
  /** What others call a table so or almost so, the nearest first. */
  readonly near: readonly TableName[];
}

export interface NamingReport {
  readonly mapped: readonly MappedName[];
  /** How many names each rule gave, and all readings together; the rules that are this service's alone, with none too. */
  readonly byRule: readonly { readonly by: string; readonly count: number }[];
  readonly unmet: readonly UnmetName[];
  /** How many met nothing, where more did than are listed. */
  readonly unmetTotal: number;
  /** Names of one table that the source kept apart. Only the first of them is stated in a run. */
  readonly joined: readonly { readonly to: TableName; readonly from: readonly TableName[] }[];
}

const MAX_NEAR = 3;

/** The last part of a name, without the ending of a file: what people mean when they say which table. */
const lastPart = ({ table }: TableName): string =>
  (
    table
      .replace(/\.(parquet|csv|json|orc|avro)$/i, '')
      .split(/[./]/)
      .at(-1) ?? table
  ).toLowerCase();

/** Finds what is called almost alike. The names are prepared once for all questions. */
export class NearNames {
  private readonly known: readonly { name: TableName; part: string }[];

  constructor(names: Iterable<TableName>) {
    this.known = [...names].map((name) => ({ name, part: lastPart(name) }));
  }

  of(name: TableName): TableName[] {
    const part = lastPart(name);
    const most = Math.floor(part.length / 4);
    return this.known
      .filter((other) => Math.abs(other.part.length - part.length) <= most)
      .map((other) => ({ name: other.name, far: distance(other.part, part) }))
      .filter(({ far }) => far <= most)
      .sort((a, b) => a.far - b.far || (a.name.table < b.name.table ? -1 : 1))
      .slice(0, MAX_NEAR)
      .map(({ name: near }) => near);
  }
}
