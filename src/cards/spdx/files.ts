import type { EntityRecord } from '../../catalog/browse/entity-record.js';
import type { Card } from '../card.js';
import { checksumOf } from '../checksum.js';
import { addressOf, known, textOf } from '../text.js';
import { element, type Element } from './elements.js';

/** A file of the version, with its hash where it is known. */
export function fileElement(card: Card, artifact: EntityRecord): Element {
  const checksum = checksumOf(artifact['checksum']);
  const address = addressOf(artifact['uri']);
  const size = textOf(artifact['size']);
  return element('software_File', card.iriOf(artifact.id), {
    name: artifact.name,
    ...known({
      description: textOf(artifact['description']),
      comment: size === undefined ? undefined : `${size} bytes`,
      verifiedUsing: checksum
        ? [{ type: 'Hash', algorithm: checksum.algorithm, hashValue: checksum.value }]
        : [],
      externalRef:
        address === undefined
          ? []
          : [{ type: 'ExternalRef', externalRefType: 'altDownloadLocation', locator: [address] }],
    }),
  });
}
