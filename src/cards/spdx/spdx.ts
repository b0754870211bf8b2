import { absentFrom } from '../absent.js';
import type { Card } from '../card.js';
import { contentUuid } from '../document-id.js';
import { HEADWATER } from '../headwater.js';
import type { Json } from '../json.js';
import { wholeSeconds } from '../moment.js';
import { agentsOf } from './agents.js';
import { annotationsOf } from './annotations.js';
import { aiPackage, isWhole } from './ai-package.js';
import { datasetPackage, otherPackages } from './dataset-package.js';
import { CREATION, Elements } from './elements.js';
import { fileElement } from './files.js';
import { licenseElements } from './licenses.js';
import { relationshipsOf } from './relationships.js';

export const SPDX_CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';

/** An SPDX 3.0.1 document with the AI and Dataset profiles, as JSON-LD. */
export function spdx(card: Card): Json {
  const elements = new Elements();
  const maker = elements.add('SoftwareAgent', `${card.iri}#headwater`, { name: HEADWATER });
  agentsOf(card).forEach((agent) => elements.put(agent));
  elements.put(aiPackage(card));
  card.datasets.forEach((dataset) => elements.put(datasetPackage(card, dataset)));
  otherPackages(card).forEach((other) => elements.put(other));
  card.file.artifacts.forEach((artifact) => elements.put(fileElement(card, artifact)));
  licenseElements(card).forEach((element) => elements.put(element));
  relationshipsOf(card).forEach((relationship) => elements.put(relationship));
  annotationsOf(card, absentFrom(card)).forEach((annotation) => elements.put(annotation));

  const all = elements.all();
  const creation = {
    ...{ type: 'CreationInfo', '@id': CREATION, specVersion: '3.0.1' },
    ...{ created: wholeSeconds(card.at), createdBy: [maker] },
  };
  const document = {
    ...{ type: 'SpdxDocument', spdxId: `${card.iri}#spdx-${contentUuid(all)}`, creationInfo: CREATION },
    name: `${card.name} ${card.version}`,
    // A profile is claimed where all that it asks for is known.
    profileConformance: ['core', 'software', 'simpleLicensing', ...(isWhole(card) ? ['ai'] : [])],
    rootElement: [card.iri],
    element: all.map(({ spdxId }) => spdxId),
  };
  return { '@context': SPDX_CONTEXT, '@graph': [creation, document, ...all] };
}
