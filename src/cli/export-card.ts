import { Readable } from 'node:stream';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { isCardFormat } from '../catalog/cards/card-links.js';
import { scopeOf } from '../catalog/cards/lineage-scope.js';
import { readLineage } from '../catalog/cards/read-lineage.js';
import { readVersion } from '../catalog/cards/read-version.js';
import { writeLineage } from '../cards/openlineage/write-lineage.js';
import { writeCard } from '../cards/write-card.js';
import { badInput } from '../errors.js';
import { fromServer, writeOut } from './export.js';
import type { CatalogOptions, Session } from './session.js';

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
  await writeOut(options, (session, signal) => textOf(session, thing, options, signal));
}

async function textOf(
  session: Session,
  thing: string | undefined,
  { format, asOf }: CardOptions,
  signal: AbortSignal,
): Promise<Readable> {
  if (session.kind === 'server') {
    const query = new URLSearchParams({ format, ...(asOf === undefined ? {} : { asOf }) }).toString();
    const path = thing === undefined ? '/export' : `/entities/${encodeURIComponent(thing)}`;
    return fromServer(session.client, `${path}?${query}`, {}, signal);
  }
  const { ports } = session.catalog;
  const options = { base: session.config.baseIri };
  const id = thing === undefined ? undefined : await resolveName(ports.entities, thing);
  if (id !== undefined && isCardFormat(format))
    return Readable.from([writeCard(await readVersion(ports, id, asOf), format, options)]);
  if (asOf !== undefined) throw badInput('OpenLineage events tell the current lineage: leave out --as-of.');
  const files = readLineage(ports, id === undefined ? {} : scopeOf(id), signal);
  return Readable.from(writeLineage(files, options));
}
