import type { Express, Request, Response } from 'express';
import { mayDo, requireRight } from '../catalog/access/principal.js';
import { importExport } from '../catalog/import/import-export.js';
import { refusalMessage } from '../catalog/import/import-report.js';
import type { ImportStore } from '../catalog/import/import.store.js';
import { badInput, HeadwaterError } from '../errors.js';
import { importForeign, type ForeignTarget } from '../import-foreign.js';
import { isVocabulary, VOCABULARIES, type Vocabulary } from '../jsonld/foreign/vocabularies-in.js';
import { formOfMediaType } from '../jsonld/parse/form-of.js';
import { readExport } from '../jsonld/read/read-export.js';
import { spool, tooLarge, type SpooledText } from '../jsonld/read/spooled-text.js';
import { principalOf } from './authentication.js';
import { allowAnyDuration } from './body-deadline.js';
import { answerBeforeEnd } from './early-answer.js';

/** While nothing arrives, how long a sender is waited for. */
const IDLE_MS = 60_000;

export interface ImportTarget {
  readonly imports: ImportStore;
  /** Largest document that is taken, in bytes, as it comes and unpacked. */
  readonly maxBytes: number;
  /** Where documents of other vocabularies go. */
  readonly foreign: ForeignTarget;
}

/**
 * `POST /import` takes an export in: JSON-LD, NDJSON-LD, N-Quads or Turtle, packed with gzip or not. The answer is the
 * report; 400 where some of it is refused and so nothing is written. With `?from=` it takes a document of another
 * vocabulary in, and answers with what was taken and what was kept aside.
 */
export function mountImportRoute(app: Express, target: ImportTarget): void {
  app.post('/import', async (request, response) => {
    const text = await receive(request, response, target.maxBytes);
    try {
      await answer(request, response, text, target);
    } finally {
      await text.remove();
    }
  });
}

async function receive(request: Request, response: Response, maxBytes: number): Promise<SpooledText> {
  try {
    requireRight(principalOf(response), 'ingest');
    formOfMediaType(request.headers['content-type'] ?? '');
    if (!['identity', 'gzip', undefined].includes(request.headers['content-encoding']))
      throw new HeadwaterError('UNSUPPORTED_TYPE', 'Send the document as it is, or packed with gzip.');
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    allowAnyDuration(request, { idleMs: IDLE_MS });
    return await spool(request, { maxBytes });
  } catch (error) {
    answerBeforeEnd(request, response);
    throw error;
  }
}

async function answer(
  request: Request,
  response: Response,
  text: SpooledText,
  { imports, foreign }: ImportTarget,
): Promise<void> {
  const principal = principalOf(response);
  const from = vocabularyFrom(request.query['from']);
  if (from !== undefined) {
    const service = request.query['service'];
    const report = await importForeign(text.open(), foreign, {
      ...{ from, actor: principal.actor, dryRun: isSet(request.query['dryRun']) },
      form: formOfMediaType(request.headers['content-type'] ?? ''),
      ...(typeof service === 'string' && service !== '' ? { service } : {}),
    });
    return void response.json(report);
  }
  const stopped = new AbortController();
  response.on('close', () => stopped.abort());
  const base = baseFrom(request.query['base']);
  const form = formOfMediaType(request.headers['content-type'] ?? '');
  const report = await importExport(
    imports,
    readExport(text.open, { form, ...(base === undefined ? {} : { base }) }),
    {
      actor: principal.actor,
      mayEdit: mayDo(principal, 'edit'),
      dryRun: isSet(request.query['dryRun']),
      skipRefused: isSet(request.query['skipRefused']),
      signal: stopped.signal,
    },
  );
  if (report.state !== 'REFUSED') return void response.json(report);
  response.status(400).json({ code: 'BAD_INPUT', message: refusalMessage(report), ...report });
}

/** @throws BAD_INPUT */
function vocabularyFrom(value: unknown): Vocabulary | 'auto' | undefined {
  if (value === undefined || value === 'auto' || isVocabulary(value)) return value;
  throw badInput(`from is the vocabulary of the document: auto, ${VOCABULARIES.join(', ')}.`);
}

const isSet = (value: unknown): boolean => value === 'true' || value === '1' || value === '';

/** @throws BAD_INPUT */
function baseFrom(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^https?:\/\/[^/]/.test(value)) return value.replace(/\/+$/, '');
  throw badInput('base is what the IRIs of the document begin with, such as https://catalog.example.');
}
