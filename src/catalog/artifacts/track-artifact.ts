import { badInput } from '../../errors.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { parsedType } from './artifact-limits.js';
import { artifactPath, artifactPlace } from './artifact-path.js';
import type { ArtifactPorts } from './artifact-ports.js';
import { checksumOf } from './checksum.js';
import { findArtifact, findVersion } from './find-artifact.js';
import { dropContent } from './keep-content.js';
import { checkedArtifact, recordArtifact } from './record-artifact.js';
import { presentArtifact, requireReplaceable, type Replace } from './replace-rules.js';

/** What a person says of a file that stays where it lies. All of it is checked here. */
export interface ArtifactTracking {
  readonly version?: unknown;
  readonly path?: unknown;
  /** Where it lies: an absolute URI. It is never fetched. */
  readonly uri?: unknown;
  readonly mimeType?: unknown;
  readonly checksum?: unknown;
  /** In bytes. */
  readonly size?: unknown;
}

/** Records an artifact where it lies. @throws BAD_INPUT naming the field, NOT_FOUND (the version), CONFLICT (the path is taken). */
export async function trackArtifact(
  ports: ArtifactPorts,
  tracking: ArtifactTracking,
  { replace, actor }: { replace: Replace; actor: string },
): Promise<EntityRecord> {
  const path = artifactPath(tracking.path);
  const stated = {
    uri: absoluteUri(tracking.uri),
    ...optional('mimeType', tracking.mimeType, (text) => String(parsedType(text))),
    ...optional('checksum', tracking.checksum, checksumOf),
    ...sizeOf(tracking.size),
  };
  const version = await findVersion(ports.entities, tracking.version);
  const place = artifactPlace(version, path);
  const document = { ...place, ...stated, uploaded: false };
  const { id } = checkedArtifact(document);
  return ports.turns.take(id, async () => {
    const present = await presentArtifact(ports, id);
    if (!present || !says(present, stated)) {
      requireReplaceable(present, replace);
      await recordArtifact(ports, document, { editor: { actor }, seen: present });
      if (present?.['uploaded'] === true) await dropContent(ports, String(present['checksum']), id);
    }
    return findArtifact(ports.entities, id);
  });
}

/** Whether the same is recorded already. */
const says = (present: EntityRecord, stated: Record<string, unknown>): boolean =>
  present['uploaded'] !== true &&
  ['uri', 'mimeType', 'checksum', 'size'].every((name) => present[name] === stated[name]);

const SCRIPTS = new Set(['javascript:', 'vbscript:', 'data:', 'blob:']);

function absoluteUri(text: unknown): string {
  const uri =
    typeof text === 'string' && text.length <= 4_000 && URL.canParse(text) ? new URL(text) : undefined;
  if (!uri || SCRIPTS.has(uri.protocol))
    throw badInput(
      'An artifact that stays where it lies needs the address of that place, such as s3://bucket/model.pkl.',
      {
        field: 'uri',
      },
    );
  if (uri.password !== '')
    throw badInput('The address holds a password, which the catalog must not keep. Leave it out.', {
      field: 'uri',
    });
  return String(text);
}

function optional<Name extends string>(
  name: Name,
  value: unknown,
  parse: (text: string) => string,
): Partial<Record<Name, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string') throw badInput(`The artifact's ${name} must be a text.`, { field: name });
  return { [name]: parse(value) } as Partial<Record<Name, string>>;
}

function sizeOf(value: unknown): { size?: number } {
  if (value === undefined || value === null) return {};
  if (Number.isSafeInteger(value) && (value as number) >= 0) return { size: value as number };
  throw badInput("The artifact's size must be a whole number of bytes.", { field: 'size' });
}
