import type { EntityRecord } from '../../catalog/browse/entity-record.js';
import type { Card } from '../card.js';
import { checksumOf } from '../checksum.js';
import { addressOf, known, textOf } from '../text.js';
import { property } from './properties.js';
import type { Json } from '../json.js';

/** A file of the version. */
export function artifactComponent({ iriOf }: Card, artifact: EntityRecord): Json {
  const checksum = checksumOf(artifact['checksum']);
  const address = addressOf(artifact['uri']);
  const mimeType = textOf(artifact['mimeType']);
  return {
    type: 'file',
    'bom-ref': iriOf(artifact.id),
    ...known({
      'mime-type':
        mimeType !== undefined && /^[-+a-z0-9.]+\/[-+a-z0-9.]+$/.test(mimeType) ? mimeType : undefined,
    }),
    name: artifact.name,
    ...known({
      description: textOf(artifact['description']),
      hashes: checksum ? [{ alg: checksum.name, content: checksum.value }] : [],
      externalReferences: address === undefined ? [] : [{ type: 'distribution', url: address }],
      properties: [
        ...property('size', artifact['size']),
        ...(checksum ? [] : property('checksum', artifact['checksum'])),
        ...(address === undefined ? property('uri', artifact['uri']) : []),
      ],
    }),
  };
}
