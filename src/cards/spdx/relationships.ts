import { kindOf, parseId } from '../../model/entity-id.js';
import type { Card } from '../card.js';
import { shortDigest } from '../../short-digest.js';
import { known } from '../text.js';
import { element, type Element } from './elements.js';
import { licenseIri } from './licenses.js';

/** What SPDX calls it where a relation is known to be there and nobody says to what. */
export const NO_ASSERTION = 'https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement';

export function relationshipsOf(card: Card): Element[] {
  const { datasets, dependencies, file, iri, iriOf } = card;
  const relation = (type: string, from: string, to: readonly string[], completeness?: string): Element[] =>
    to.length === 0
      ? []
      : [
          element('Relationship', `${iri}#${type}-${shortDigest(from)}`, {
            ...{ relationshipType: type, from, to },
            ...known({ completeness }),
          }),
        ];
  const named = new Set([...dependencies.keys(), ...datasets.map(({ id }) => id)]);
  const training = datasets.filter((dataset) => dataset.training).map(({ id }) => iriOf(id));
  return [
    ...(training.length > 0
      ? relation('trainedOn', iri, training)
      : relation('trainedOn', iri, [NO_ASSERTION], 'noAssertion')),
    ...relation(
      'testedOn',
      iri,
      datasets.filter(({ evaluation }) => evaluation).map(({ id }) => iriOf(id)),
    ),
    ...[...dependencies].flatMap(([id, on]) =>
      relation('dependsOn', iriOf(id), on.filter((other) => named.has(other)).map(iriOf)),
    ),
    ...relation(
      'contains',
      iri,
      file.artifacts.map(({ id }) => iriOf(id)),
    ),
    ...generates(card, relation),
    ...(card.license === undefined
      ? relation('hasDeclaredLicense', iri, [NO_ASSERTION], 'noAssertion')
      : relation('hasDeclaredLicense', iri, [licenseIri(card)])),
  ];
}

/** The tables that hold its predictions. */
function generates(
  { file, iri, iriOf }: Card,
  relation: (type: string, from: string, to: readonly string[]) => Element[],
): Element[] {
  const held = file.uses.filter(
    ({ type, downstream }) => type === 'PREDICTED_BY' && kindOf(downstream) === 'Table',
  );
  const tables = [...new Set(held.map(({ downstream }) => downstream))];
  return [
    ...tables.map((id) =>
      element('dataset_DatasetPackage', iriOf(id), {
        name: parseId(id).key[1] ?? id,
        ...{ dataset_datasetType: ['structured'], software_primaryPurpose: 'data', comment: 'predictions' },
      }),
    ),
    ...relation('generates', iri, tables.map(iriOf)),
  ];
}
