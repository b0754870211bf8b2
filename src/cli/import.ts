import { importExport } from '../catalog/import/import-export.js';
import type { ImportReport } from '../catalog/import/import-report.js';
import { badInput } from '../errors.js';
import type { Vocabulary } from '../jsonld/foreign/vocabularies-in.js';
import { formOfFileName, type LinkedDataForm } from '../jsonld/parse/form-of.js';
import { readExport } from '../jsonld/read/read-export.js';
import { spool, textOfFile, type SpooledText } from '../jsonld/read/spooled-text.js';
import { MEDIA_TYPES } from '../jsonld/write-export.js';
import type { HttpClient } from './catalog-client.js';
import { createImportProgress } from './import-progress.js';
import { importLines } from './import.view.js';
import { untilInterrupted } from './interrupt.js';
import { serverFailure } from './server-failure.js';
import { withSession, type CatalogOptions, type Session } from './session.js';

export interface ImportCommandOptions extends CatalogOptions {
  readonly dryRun: boolean;
  readonly skipRefused: boolean;
  readonly base?: string;
  readonly format?: LinkedDataForm;
  readonly progress: boolean;
  readonly from?: Vocabulary | 'auto';
  readonly service?: string;
}

/** Takes an export in, here or by the server that holds the catalog. @returns the exit code. */
export async function runImport(file: string, options: ImportCommandOptions): Promise<number> {
  if (options.base !== undefined && !/^https?:\/\/[^/]/.test(options.base))
    throw badInput('--base is what the IRIs of the export begin with, such as https://catalog.example.');
  if (options.from !== undefined) return importAs(options.from, file, options);
  if (options.service !== undefined)
    throw badInput('--service goes with --from: an export says itself whose word each thing is.');
  const report = await withSession(options, (session) =>
    untilInterrupted((signal) =>
      withText(file, signal, (text, form) => importText(session, text, form, options, signal)),
    ),
  );
  const lines = options.json ? [JSON.stringify(report, null, 2)] : importLines(report);
  process.stdout.write(`${lines.join('\n')}\n`);
  return isDone(report) ? 0 : 1;
}

/** A document of another vocabulary. */
const importAs = (
  from: Vocabulary | 'auto',
  file: string,
  options: ImportCommandOptions,
): Promise<number> => {
  const { service, dryRun, json, format } = options;
  if (options.skipRefused || options.base !== undefined)
    throw badInput('--skip-refused and --base are for exports of the catalog itself, and not for --from.');
  return withSession(options, (session) =>
    untilInterrupted((signal) =>
      withText(file, signal, async (text, told) => {
        const { runForeignImport } = await import('./import-foreign.js');
        const asked = { from, dryRun, form: format ?? told };
        return runForeignImport(session, text, {
          ...asked,
          ...(service === undefined ? {} : { service }),
          ...(json === undefined ? {} : { json }),
        });
      }),
    ),
  );
};

const isDone = ({ state, refused, read }: ImportReport): boolean =>
  (state === 'COMPLETE' || state === 'PLANNED') && refused === 0 && read > 0;

async function withText<Result>(
  file: string,
  signal: AbortSignal,
  work: (text: SpooledText, form: LinkedDataForm) => Promise<Result>,
): Promise<Result> {
  // What comes once is kept, for it is read twice.
  const text = file === '-' ? await spool(process.stdin, { maxBytes: Infinity, signal }) : textOfFile(file);
  try {
    return await work(text, formOfFileName(file.replace(/\.gz$/i, '')) ?? (await text.form()));
  } finally {
    await text.remove();
  }
}

async function importText(
  session: Session,
  text: SpooledText,
  told: LinkedDataForm,
  { format, base, dryRun, skipRefused, progress, json }: ImportCommandOptions,
  signal: AbortSignal,
): Promise<ImportReport> {
  const form = format ?? told;
  const wanted = base?.replace(/\/+$/, '');
  if (session.kind === 'server') {
    if (!json)
      process.stderr.write(
        `The catalog is held by the server at ${session.client.place}; it takes the export in.\n`,
      );
    return atServer(session.client, text, form, { dryRun, skipRefused, base: wanted }, signal);
  }
  const { catalog, principal } = session;
  const shown = createImportProgress(progress && !json);
  try {
    return await importExport(
      catalog.imports,
      readExport(text.open, { form, ...(wanted === undefined ? {} : { base: wanted }) }),
      {
        ...{ actor: principal.actor, dryRun, skipRefused, signal },
        onProgress: (step) => shown.onProgress(step),
      },
    );
  } finally {
    shown.end();
  }
}

async function atServer(
  client: HttpClient,
  text: SpooledText,
  form: LinkedDataForm,
  { dryRun, skipRefused, base }: { dryRun: boolean; skipRefused: boolean; base: string | undefined },
  signal: AbortSignal,
): Promise<ImportReport> {
  const asked = new URLSearchParams({
    ...(dryRun ? { dryRun: 'true' } : {}),
    ...(skipRefused ? { skipRefused: 'true' } : {}),
    ...(base === undefined ? {} : { base }),
  });
  const request = {
    method: 'POST',
    headers: { 'content-type': MEDIA_TYPES[form] },
    body: text.open(),
    duplex: 'half',
    signal,
  };
  const response = await client.request(`/import?${asked.toString()}`, request as unknown as RequestInit);
  if (response.ok) return (await response.json()) as ImportReport;
  const body = (await response
    .clone()
    .json()
    .catch(() => ({}))) as Partial<ImportReport>;
  if (body.state === 'REFUSED') return body as ImportReport;
  throw await serverFailure(response);
}
