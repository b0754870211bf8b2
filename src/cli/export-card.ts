import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { isCardFormat } from '../catalog/cards/card-links.js';
import { scopeOf } from '../catalog/cards/lineage-scope.js';
import { readLineage } from '../catalog/cards/read-lineage.js';
import { readVersion } from '../catalog/cards/read-version.js';
import { writeLineage } from '../cards/openlineage/write-lineage.js';
import { writeCard } from '../cards/write-card.js';
import { badInput } from '../errors.js';
import type { HttpClient } from './catalog-client.js';
import { standardOutput } from './export.js';
import { untilInterrupted } from './interrupt.js';
import { serverFailure } from './server-failure.js';
import { withSession, type CatalogOptions, type Session } from './session.js';
import { writeWhole } from './whole-file.js';

interface CardOptions extends CatalogOptions {
  readonly format: string;
  readonly out?: string;
  /** As it stood at that moment. */
  readonly asOf?: string;
}

/** Writes the card of a version, or lineage as OpenLineage events: of one thing, or of everything where none is named. */
export async function runCard(thing: string | undefined, options: CardOptions): Promise<void> {
  if (thing === undefined && isCardFormat(options.format))
    throw badInput(
      `A ${options.format} document is of one model or version: name it, such as churn@champion.`,
    );
  await withSession(options, (session) =>
    untilInterrupted(async (signal) => {
      const text = await textOf(session, thing, options, signal);
      if (options.out === undefined) await pipeline(text, standardOutput(), { signal });
      else await writeWhole(text, options.out, { signal });
    }),
  );
}

async function textOf(
  session: Session,
  thing: string | undefined,
  { format, asOf }: CardOptions,
  signal: AbortSignal,
): Promise<Readable> {
  if (session.kind === 'server') return fromServer(session.client, thing, { format, asOf }, signal);
  const { ports } = session.catalog;
  const options = { base: session.config.baseIri };
  const id = thing === undefined ? undefined : await resolveName(ports.entities, thing);
  if (id !== undefined && isCardFormat(format))
    return Readable.from([writeCard(await readVersion(ports, id, asOf), format, options)]);
  if (asOf !== undefined) throw badInput('OpenLineage events tell the current lineage: leave out --as-of.');
  const files = readLineage(ports, id === undefined ? {} : scopeOf(id), signal);
  return Readable.from(writeLineage(files, options));
}

async function fromServer(
  client: HttpClient,
  thing: string | undefined,
  { format, asOf }: { readonly format: string; readonly asOf: string | undefined },
  signal: AbortSignal,
): Promise<Readable> {
  const query = new URLSearchParams({ format, ...(asOf === undefined ? {} : { asOf }) }).toString();
  const path = thing === undefined ? '/export' : `/entities/${encodeURIComponent(thing)}`;
  const response = await client.request(`${path}?${query}`, { signal });
  if (!response.ok || !response.body) throw await serverFailure(response);
  return Readable.fromWeb(response.body as never);
}
