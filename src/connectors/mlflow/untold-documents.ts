import type { Untold } from '../../catalog/sync/connector.js';
import type { EntityDocument } from '../../model/document.js';
import { copiesVersion } from './logged-models.js';
import type { WireVersion } from './wire-types.js';

/** Files of a version that are there and could not be read. */
export interface Broken {
  readonly file?: string;
  readonly importance?: string;
}

/** What of a version its MLmodel file tells. */
const OF_FILE: Omit<Untold, 'reason'> = {
  properties: ['algorithm', 'framework', 'frameworkVersion', 'signature', 'artifactUri', 'metadata'],
  relations: ['USES_FEATURE'],
};
const OF_IMPORTANCE: Omit<Untold, 'reason'> = { properties: ['importance'], relations: [] };

/** What can be stated of a version without files that are broken, each document with what it says nothing of. */
export function* partlyTold(
  documents: readonly EntityDocument[],
  version: WireVersion,
  { file, importance }: Broken,
): Generator<[document: EntityDocument, untold?: Untold]> {
  for (const document of documents) {
    const { kind } = document;
    if (file !== undefined && kind === 'MLModelVersion') yield [document, { ...OF_FILE, reason: file }];
    // Which features there are, the file says; and of a copied version, which metrics and parameters are its own.
    else if (file !== undefined && (kind === 'MLFeature' || copiesVersion(version))) continue;
    else if (importance !== undefined && kind === 'MLFeature')
      yield [document, { ...OF_IMPORTANCE, reason: importance }];
    else yield [document];
  }
}
