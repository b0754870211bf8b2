import { kindOf, parseId } from '../../model/entity-id.js';
import type { Card, Dataset } from '../card.js';
import { roleOf } from '../dataset-role.js';
import type { Json } from '../json.js';
import { addressOf, known, textOf } from '../text.js';
import { agentIri } from './agents.js';
import { element, type Element } from './elements.js';

export function datasetPackage(card: Card, dataset: Dataset): Element {
  const { id, name, namespace, columns, owners, digests } = dataset;
  return element('dataset_DatasetPackage', card.iriOf(id), {
    name,
    // What a table holds is known where its columns are.
    dataset_datasetType: [columns.length > 0 ? 'structured' : 'noAssertion'],
    software_primaryPurpose: 'data',
    ...known({
      description: dataset.description,
      summary: columns.length > 0 ? columns.map(columnWords).join('\n') : undefined,
      software_downloadLocation: addressOf(`${namespace}/${name}`),
      originatedBy: owners.map((owner) => agentIri(card, owner.name)),
      comment: [roleOf(dataset), ...digests.map((digest) => `state ${digest}`)].join('; '),
      dataset_hasSensitivePersonalInformation: isSensitive(dataset) ? 'yes' : 'noAssertion',
    }),
  });
}

const columnWords = (column: Json): string => {
  const [type, classification] = [column['dataType'], column['classification']].map(textOf);
  return `${String(column['name'])} ${type ?? 'of unknown type'}${classification === undefined ? '' : ` [${classification}]`}`;
};

const PERSONAL = /\b(pii|phi|personal|sensitive|gdpr)\b/i;

/** Whether the table or a column of it is classified as personal. That none is says nothing. */
export const isSensitive = ({ classification, columns }: Dataset): boolean =>
  [classification, ...columns.map((column) => textOf(column['classification']))].some((word) =>
    PERSONAL.test(word ?? ''),
  );

/** Versions and feature tables upstream, by their names: they have documents of their own. */
export function otherPackages(card: Card): Element[] {
  const others = [...card.dependencies.keys()].filter((id) => id !== card.id);
  return others.flatMap((id) => {
    const [, name = '', version = ''] = parseId(id).key;
    const common = { name, ...known({ description: textOf(card.file.things.get(id)?.['description']) }) };
    if (kindOf(id) === 'MLModelVersion')
      return [element('ai_AIPackage', card.iriOf(id), { ...common, software_packageVersion: version })];
    if (kindOf(id) === 'MLFeatureTable')
      return [
        element('dataset_DatasetPackage', card.iriOf(id), { ...common, dataset_datasetType: ['structured'] }),
      ];
    return [];
  });
}
