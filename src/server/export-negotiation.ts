import type { Request, Response } from 'express';
import { badInput } from '../errors.js';
import {
  EXPORT_FORMATS,
  EXPORT_FORMS,
  isExportFormat,
  MEDIA_TYPES,
  type ExportForm,
  type ExportFormat,
} from '../jsonld/write-export.js';
import { parametersOf } from './request-path.js';

/** How an export is written, or as a page for people. */
export type Representation =
  { readonly format: ExportFormat; readonly form: ExportForm; readonly type: string } | 'html';

const PROFILE = 'http://www.w3.org/ns/json-ld#';
const profiled = (form: ExportForm): string => `${MEDIA_TYPES.jsonld}; profile="${PROFILE}${form}"`;

/** What can be asked for, by media type; the first is what one gets who takes anything. */
function offered(preferred: readonly ExportFormat[], html: boolean): Map<string, Representation> {
  const plain = preferred.map((format) => [MEDIA_TYPES[format], written(format, 'compacted')] as const);
  const forms = EXPORT_FORMS.map((form) => [profiled(form), written('jsonld', form)] as const);
  return new Map<string, Representation>([
    ...plain,
    ['application/json', { ...written('jsonld', 'compacted'), type: 'application/json' }],
    ...forms,
    ...(html ? [['text/html', 'html'] as const] : []),
  ]);
}

const written = (format: ExportFormat, form: ExportForm): Exclude<Representation, 'html'> => ({
  ...{ format, form },
  type: format === 'jsonld' && form !== 'compacted' ? profiled(form) : MEDIA_TYPES[format],
});

/**
 * As `?format=` and `?form=` say, else as `Accept` does, with its preferences and profiles; else the first of the
 * formats preferred, for whoever takes none of what there is can still tell what it got.
 * @throws BAD_INPUT for a format or form that there is not.
 */
export function negotiated(
  request: Request,
  preferred: readonly ExportFormat[],
  { html }: { readonly html: boolean },
): Representation {
  const parameters = parametersOf(request);
  const format = parameters.get('format');
  const form = formNamed(parameters.get('form'));
  if (format !== null) {
    if (html && format === 'html') return 'html';
    if (!isExportFormat(format))
      throw badInput(`There is no format "${format.slice(0, 100)}". Formats: ${EXPORT_FORMATS.join(', ')}.`);
    return formed(written(format, form ?? 'compacted'));
  }
  const offers = offered(preferred, html);
  const accepted = request.accepts([...offers.keys()]);
  const found = accepted === false ? undefined : offers.get(accepted);
  const chosen = found ?? written(preferred[0] as ExportFormat, 'compacted');
  if (form === undefined || chosen === 'html') return chosen;
  return formed(written(found ? chosen.format : 'jsonld', form));
}

function formNamed(text: string | null): ExportForm | undefined {
  if (text === null) return undefined;
  const form = EXPORT_FORMS.find((known) => known === text);
  if (form) return form;
  throw badInput(`There is no form "${text.slice(0, 100)}". Forms: ${EXPORT_FORMS.join(', ')}.`);
}

/** @throws BAD_INPUT for a form that a format does not have. */
function formed<Written extends Exclude<Representation, 'html'>>(representation: Written): Written {
  const { format, form } = representation;
  const fits = form === 'compacted' || format === 'jsonld' || (format === 'ndjson' && form === 'expanded');
  if (fits) return representation;
  throw badInput(
    `There is no ${format} in the form "${form}": forms are of jsonld, and "expanded" of ndjson too.`,
  );
}

/** The headers of what was negotiated; a reader of plain JSON is told where its context stands. */
export function describe(response: Response, { format, type }: Exclude<Representation, 'html'>): void {
  response.vary('Accept').set('Content-Type', type.includes('json') ? type : `${type}; charset=utf-8`);
  if (format === 'jsonld' || format === 'ndjson')
    response.append(
      'Link',
      `</schema/context.jsonld>; rel="${PROFILE}context"; type="${MEDIA_TYPES.jsonld}"`,
    );
}
