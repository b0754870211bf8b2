import pc from 'picocolors';
import { loadConfig, type Config } from '../config.js';
import { HeadwaterError } from '../errors.js';
import { holderOf, openCatalog, type Catalog } from '../main.js';
import { checkAddress } from '../server/authentication.js';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface DoctorOptions {
  readonly config?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** Looks at everything that a start needs, and says of each whether it is well. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const findings = await examine(options);
  if (options.json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else process.stdout.write(`${findings.map(findingLine).join('\n')}\n`);
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

const findingLine = ({ what, ok, detail }: Finding): string =>
  `${ok ? pc.green('ok  ') : pc.red('FAIL')}  ${what}: ${detail}`;

async function examine(options: { config?: string; data?: string }): Promise<Finding[]> {
  const node: Finding = { what: 'Node', ok: true, detail: process.version };
  let config: Config;
  try {
    config = loadConfig(options);
  } catch (error) {
    return [node, { what: 'Configuration', ok: false, detail: messageOf(error) }];
  }
  // Options of services may hold secrets: names and types are all that is shown.
  const services = config.services.map(({ name, type }) => `${name} (${type})`).join(', ') || 'no services';
  return [
    node,
    { what: 'Configuration', ok: true, detail: `${config.file ?? 'none, defaults'}: ${services}` },
    ...(await examineCatalog(config)),
  ];
}

async function examineCatalog(config: Config): Promise<Finding[]> {
  try {
    const catalog = await openCatalog(config);
    const { version, location } = catalog.engine;
    const models = await catalog.ports.entities.count('MLModel');
    const tables = await catalog.ports.entities.count('Table');
    const access = await examineAccess(config, catalog).finally(() => catalog.close());
    const detail = `${version} at ${location}: ${models} models, ${tables} tables`;
    return [{ what: 'Graph', ok: true, detail }, access];
  } catch (error) {
    const holder = config.neo4j ? undefined : holderOf(config.data);
    if (error instanceof HeadwaterError && error.code === 'IN_USE' && holder) {
      return [{ what: 'Graph', ok: true, detail: `${config.data} is held by the server at ${holder}` }];
    }
    return [{ what: 'Graph', ok: false, detail: messageOf(error) }];
  }
}

/** Whether a server would start on the address that is configured, and for whom. */
async function examineAccess({ server }: Config, { ports: { access } }: Catalog): Promise<Finding> {
  const what = 'Access';
  try {
    await checkAddress(access, server.host);
    return { what, ok: true, detail: `${server.host}, ${ACCESS[await access.standing()]}` };
  } catch (error) {
    return { what, ok: false, detail: messageOf(error) };
  }
}

const ACCESS = {
  OPEN: 'no tokens: for whoever is on this machine',
  BY_TOKEN: 'by token',
  CLOSED: 'all tokens have expired or been revoked: nobody can ask a server',
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
