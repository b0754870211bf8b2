import type { ForeignImportReport } from '../import-foreign.js';
import { importForeign } from '../import-foreign.js';
import type { Vocabulary } from '../jsonld/foreign/vocabularies-in.js';
import type { LinkedDataForm } from '../jsonld/parse/form-of.js';
import type { SpooledText } from '../jsonld/read/spooled-text.js';
import { MEDIA_TYPES } from '../jsonld/write-export.js';
import { foreignLines } from './import-foreign.view.js';
import { serverFailure } from './server-failure.js';
import type { Session } from './session.js';

export interface ForeignCommandOptions {
  readonly from: Vocabulary | 'auto';
  readonly service?: string;
  readonly dryRun: boolean;
  readonly form: LinkedDataForm;
  readonly json?: boolean;
}

/** Takes a foreign document in, here or by the server that holds the catalog. @returns the exit code. */
export async function runForeignImport(
  session: Session,
  text: SpooledText,
  options: ForeignCommandOptions,
): Promise<number> {
  const report = await imported(session, text, options);
  const lines = options.json ? [JSON.stringify(report, null, 2)] : foreignLines(report);
  process.stdout.write(`${lines.join('\n')}\n`);
  return report.rejected.length === 0 && Object.keys(report.taken).length > 0 ? 0 : 1;
}

async function imported(
  session: Session,
  text: SpooledText,
  { from, service, dryRun, form }: ForeignCommandOptions,
): Promise<ForeignImportReport> {
  if (session.kind === 'server') {
    const asked = new URLSearchParams({
      from,
      ...(service === undefined ? {} : { service }),
      ...(dryRun ? { dryRun: 'true' } : {}),
    });
    const request = {
      method: 'POST',
      headers: { 'content-type': MEDIA_TYPES[form] },
      body: text.open(),
      duplex: 'half',
    };
    const response = await session.client.request(
      `/import?${asked.toString()}`,
      request as unknown as RequestInit,
    );
    if (response.ok) return (await response.json()) as ForeignImportReport;
    throw await serverFailure(response);
  }
  const { catalog, config, principal } = session;
  const target = { store: catalog.store, synced: config.services.map(({ name }) => name) };
  return importForeign(text.open(), target, {
    ...{ from, form, dryRun, actor: principal.actor },
    ...(service === undefined ? {} : { service }),
  });
}
