import { tableText } from './table.js';
import pc from 'picocolors';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { CatalogOptions } from './session.js';
import { label, printable } from './text.js';

export const ARTIFACTS_QUERY = `query Artifacts($id: ID!) {
  entity(id: $id) {
    id kind
    ... on MLModelVersion { artifacts { id path mimeType size checksum uploaded uri } }
  }
}`;

interface ListedArtifact {
  readonly id: string;
  readonly path: string;
  readonly mimeType: string | null;
  readonly size: number | null;
  readonly checksum: string | null;
  readonly uploaded: boolean | null;
  readonly uri: string | null;
}

export interface ArtifactsData {
  readonly entity: {
    readonly id: string;
    readonly kind: string;
    readonly artifacts?: readonly ListedArtifact[];
  } | null;
}

export function artifactLines({ entity }: ArtifactsData): string[] {
  if (!entity) return ['Nothing is known of it.'];
  const { id, kind, artifacts } = entity;
  if (!artifacts) return [`${label(id)} is a ${kind}; only versions have artifacts, such as churn@3.`];
  if (artifacts.length === 0)
    return [`${label(id)} has no artifacts. This adds one: headwater artifact upload FILE --version …`];
  const head = ['path', 'type', 'bytes', 'where', 'id'];
  return [pc.bold(label(id)), tableText(head, artifacts.map(row))];
}

const row = ({ id, path, mimeType, size, uploaded, uri }: ListedArtifact): string[] => [
  printable(path),
  printable(mimeType ?? ''),
  size === null ? '' : size.toLocaleString('en'),
  uploaded ? pc.green('uploaded') : printable(uri ?? '', 60),
  printable(id, 400),
];

export function printRecorded(artifact: EntityRecord, { json }: CatalogOptions): void {
  if (json) return void process.stdout.write(`${JSON.stringify(artifact, null, 2)}\n`);
  const { id, size, checksum, uploaded } = artifact;
  const what = [
    ...(typeof size === 'number' ? [`${size.toLocaleString('en')} bytes`] : []),
    ...(typeof checksum === 'string' ? [checksum] : []),
  ];
  const lines = [
    `${uploaded === true ? 'Uploaded' : 'Tracked'} ${pc.bold(label(id))}`,
    ...what,
    printable(id, 4096),
  ];
  process.stdout.write(`${lines.join('\n  ')}\n`);
}

export function printDeleted(id: string, { json }: CatalogOptions): void {
  process.stdout.write(json ? `${JSON.stringify({ deleted: id })}\n` : `Deleted ${label(id)}\n`);
}
