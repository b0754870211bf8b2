/** What is asked of pg_catalog. Each question answers for many tables at once. */

export interface DatabaseRow {
  readonly name: string;
  readonly allowed: boolean;
}

/** has_database_privilege asks of the user's own rights, which everybody may. */
export const DATABASES = `
  SELECT datname AS name, has_database_privilege(oid, 'CONNECT') AS allowed
  FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname`;

export const SCHEMAS = `
  SELECT nspname AS name FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname`;

export const AGGREGATES = `SELECT DISTINCT proname AS name FROM pg_proc WHERE prokind = 'a'`;

export const SYSTEM_IDENTIFIER = `
  SELECT system_identifier::text AS system FROM pg_control_system()`;

export const DATABASE_OID = `
  SELECT oid::text AS database, current_setting('server_version') AS version
  FROM pg_database WHERE datname = current_database()`;

export interface RelationRow {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f';
  readonly comment: string | null;
  /** Of views, without the semicolon only in newer versions. */
  readonly definition: string | null;
}

/** $1: schemas; $2: whether partitions are wanted. */
export const RELATIONS = `
  SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
         d.description AS comment,
         CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname = ANY($1::text[])
    AND (NOT c.relispartition OR $2::boolean)
  ORDER BY n.nspname, c.relname`;

export interface ColumnRow {
  readonly relation: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly comment: string | null;
  /** What a generated column is computed by. */
  readonly expression: string | null;
}

/** $1: oids of relations. */
export const COLUMNS = `
  SELECT a.attrelid::text AS relation, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
         a.attnotnull AS required, d.description AS comment,
         CASE WHEN a.attgenerated <> '' THEN pg_get_expr(e.adbin, e.adrelid) END AS expression
  FROM pg_attribute a
  LEFT JOIN pg_description d ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
  LEFT JOIN pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
  WHERE a.attrelid = ANY($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`;

export interface KeyRow {
  readonly relation: string;
  readonly type: 'p' | 'f';
  readonly columns: readonly string[];
  readonly toSchema: string | null;
  readonly toName: string | null;
  readonly toColumns: readonly string[] | null;
}

const namesOf = (numbers: string, relation: string): string => `
  (SELECT array_agg(a.attname::text ORDER BY part.place)
   FROM unnest(${numbers}) WITH ORDINALITY AS part(number, place)
   JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = part.number)`;

/** $1: oids of relations. */
export const KEYS = `
  SELECT k.conrelid::text AS relation, k.contype AS type, ${namesOf('k.conkey', 'k.conrelid')} AS columns,
         n.nspname AS "toSchema", c.relname AS "toName", ${namesOf('k.confkey', 'k.confrelid')} AS "toColumns"
  FROM pg_constraint k
  LEFT JOIN pg_class c ON c.oid = k.confrelid AND k.contype = 'f'
  LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.conrelid = ANY($1::oid[]) AND k.contype IN ('p', 'f')
  ORDER BY k.conrelid, k.conname`;

export interface DependencyRow {
  readonly view: string;
  readonly schema: string;
  readonly name: string;
  /** The table that it is a part of. */
  readonly rootSchema: string | null;
  readonly rootName: string | null;
  readonly columns: readonly string[];
}

/** Which tables views read, as PostgreSQL itself keeps it to guard them. $1: oids of views. */
export const DEPENDENCIES = `
  SELECT DISTINCT r.ev_class::text AS view, n.nspname AS schema, c.relname AS name,
         rn.nspname AS "rootSchema", rc.relname AS "rootName",
         (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_rewrite r
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
  JOIN pg_class c ON c.oid = d.refobjid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_class rc ON c.relispartition AND rc.oid = pg_partition_root(c.oid)
  LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace
  WHERE r.ev_class = ANY($1::oid[])
  ORDER BY 1, 2, 3`;
