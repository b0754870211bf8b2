import { kindOf } from '../../model/entity-id.js';
import { absentFrom } from '../absent.js';
import type { Card } from '../card.js';
import { contentUuid } from '../document-id.js';
import { HEADWATER } from '../headwater.js';
import type { Json } from '../json.js';
import { known } from '../text.js';
import { annotationsOf } from './annotations.js';
import { modelComponent, olderVersion } from './model-component.js';
import { datasetComponent, featureTableComponent } from './data-component.js';

/** A CycloneDX 1.7 ML-BOM: the version with its model card, its data, and what all of it is made from. */
export function cycloneDx(card: Card): Json {
  const absent = absentFrom(card);
  const others = [...card.dependencies.keys()].filter((id) => id !== card.id);
  const content = {
    metadata: {
      timestamp: card.at,
      tools: { components: [{ type: 'application', name: HEADWATER }] },
      ...known({ authors: card.owners.map(({ name }) => ({ name })) }),
    },
    components: [
      modelComponent(card),
      ...card.datasets.map((dataset) => datasetComponent(card, dataset)),
      ...others.filter((id) => kindOf(id) === 'MLModelVersion').map((id) => olderVersion(card, id)),
      ...others.filter((id) => kindOf(id) === 'MLFeatureTable').map((id) => featureTableComponent(card, id)),
    ],
    dependencies: dependenciesOf(card),
    compositions: [
      {
        // What is made from what is never known to be all there is.
        aggregate: absent.some(({ part }) => part === 'training data') ? 'unknown' : 'incomplete',
        dependencies: [card.iri],
      },
    ],
    ...known({ annotations: annotationsOf(card, absent) }),
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: `urn:uuid:${contentUuid(content)}`,
    version: 1,
    ...content,
  };
}

/** Every part is in the graph of dependencies, with none where none is known; and no reference leads nowhere. */
function dependenciesOf({ dependencies, datasets, iriOf }: Card): Json[] {
  const there = new Set([...dependencies.keys(), ...datasets.map(({ id }) => id)]);
  const parts = [...new Set([...dependencies.keys(), ...there])];
  return parts.map((id) => ({
    ref: iriOf(id),
    ...known({ dependsOn: (dependencies.get(id) ?? []).filter((on) => there.has(on)).map(iriOf) }),
  }));
}
