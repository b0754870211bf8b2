import type { EntityRecord } from '../../catalog/browse/entity-record.js';
import { parseId } from '../../model/entity-id.js';
import type { Card, Dataset, Party } from '../card.js';
import { roleOf } from '../dataset-role.js';
import { known, textOf } from '../text.js';
import type { Json } from '../json.js';
import { contact } from './model-component.js';
import { property } from './properties.js';

/** A table, with its columns, who answers for it and what it was used for. */
export function datasetComponent({ iriOf }: Card, dataset: Dataset): Json {
  const { id, name, namespace, columns, owners, classification, description } = dataset;
  const sensitive = columns.flatMap((column) => {
    const word = textOf(column['classification']);
    return word === undefined ? [] : [`${column.name}: ${word}`];
  });
  return {
    type: 'data',
    'bom-ref': iriOf(id),
    ...known({ group: namespace === '' ? undefined : namespace }),
    name,
    ...known({ description }),
    data: [
      {
        type: 'dataset',
        name,
        ...known({
          contents: columns.length > 0 ? { properties: columns.map(columnProperty) } : undefined,
          classification,
          sensitiveData: sensitive,
          description: roleOf(dataset),
          governance: owners.length > 0 ? { owners: owners.map(responsible) } : undefined,
        }),
      },
    ],
    ...known({
      properties: [
        ...property('role', roleOf(dataset)),
        ...dataset.digests.flatMap((digest) => property('digest', digest)),
      ],
    }),
  };
}

/** A feature table, by its name. */
export function featureTableComponent({ iriOf, file }: Card, id: string): Json {
  const [service, name = ''] = parseId(id).key;
  return {
    type: 'data',
    'bom-ref': iriOf(id),
    ...known({ group: service === '' ? undefined : service }),
    name,
    ...known({ description: textOf(file.things.get(id)?.['description']) }),
    properties: property('role', 'feature table'),
  };
}

const columnProperty = (column: EntityRecord): Json => ({
  name: column.name,
  ...known({ value: textOf(column['dataType']) }),
});

/** Who is known to be a person is one; all others answer as an organization, which a name alone may be. */
const responsible = (party: Party): Json =>
  party.kind === 'User' ? { contact: contact(party) } : { organization: { name: party.name } };
