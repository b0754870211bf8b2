import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment } from '../../support/python-env.js';
import type { PostgresServer } from '../../support/postgres-server.js';
import { runTool } from '../../support/run-tool.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

const PROJECT = fileURLToPath(new URL('project', import.meta.url));

/** The tables that the project's sources mean. */
const SOURCES = `
  CREATE SCHEMA raw;
  CREATE TABLE raw.customers (id bigint PRIMARY KEY, email text, country char(2));
  CREATE TABLE raw.orders (id bigint, customer_id bigint, net numeric, tax numeric, placed_at date);
  CREATE TABLE raw.notes (note_id integer);
  INSERT INTO raw.customers VALUES (1, 'A@example.org', 'DE');
  INSERT INTO raw.orders VALUES (1, 1, 10, 2, '2026-06-01');`;

export interface DbtProject {
  /** The folder that dbt writes into. */
  target: string;
  dbt(...args: string[]): Promise<string>;
  /** The same by the wrapper that tells of what was run as OpenLineage events. */
  dbtOl(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

/** A copy of the project, for the database `shop` of that server. */
export async function dbtProject(server: PostgresServer): Promise<DbtProject> {
  const { bin } = await pythonEnvironment('dbt');
  const { path, remove } = await temporaryDirectory('dbt');
  await cp(PROJECT, path, { recursive: true });
  await server.run('CREATE DATABASE shop');
  await server.run(SOURCES, 'shop');
  const env = {
    ...process.env,
    DBT_TEST_PORT: String(server.port),
    DBT_TEST_PASSWORD: server.password,
    DBT_SEND_ANONYMOUS_USAGE_STATS: 'false',
    DO_NOT_TRACK: '1',
  };
  const run = (command: string, more: Readonly<Record<string, string>>, args: readonly string[]) =>
    runTool(join(bin, command), [...args, '--profiles-dir', path, '--project-dir', path], {
      cwd: path,
      env: { ...env, ...more },
    });
  return {
    target: join(path, 'target'),
    dbt: (...args) => run('dbt', {}, args),
    // It calls dbt by its name.
    dbtOl: (more, ...args) => run('dbt-ol', { PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...more }, args),
    remove,
  };
}
