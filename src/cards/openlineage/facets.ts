import type { EntityRecord } from '../../catalog/browse/entity-record.js';
import type { Json } from '../json.js';
import { known, textOf, textsOf } from '../text.js';

/** By the name of the facet, where its schema is. */
const SCHEMAS = {
  schema: '1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet',
  columnLineage: '1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet',
  datasetType: '1-0-1/DatasetTypeDatasetFacet.json#/$defs/DatasetTypeDatasetFacet',
  version: '1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet',
  datasetLineage: '1-0-0/LineageFacet.json#/$defs/LineageDatasetFacet',
  jobLineage: '1-0-0/LineageFacet.json#/$defs/LineageJobFacet',
  jobType: '2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet',
  sourceCodeLocation: '1-1-0/SourceCodeLocationJobFacet.json#/$defs/SourceCodeLocationJobFacet',
  documentationOfDataset: '1-1-0/DocumentationDatasetFacet.json#/$defs/DocumentationDatasetFacet',
  documentationOfJob: '1-1-0/DocumentationJobFacet.json#/$defs/DocumentationJobFacet',
  ownershipOfDataset: '1-0-1/OwnershipDatasetFacet.json#/$defs/OwnershipDatasetFacet',
  ownershipOfJob: '1-0-1/OwnershipJobFacet.json#/$defs/OwnershipJobFacet',
  tagsOfDataset: '1-0-0/TagsDatasetFacet.json#/$defs/TagsDatasetFacet',
  tagsOfJob: '1-0-0/TagsJobFacet.json#/$defs/TagsJobFacet',
} as const;

export const facet = (producer: string, schema: keyof typeof SCHEMAS, content: Json): Json => ({
  _producer: producer,
  _schemaURL: `https://openlineage.io/spec/facets/${SCHEMAS[schema]}`,
  ...content,
});

/** What is said of a thing itself, whatever it is. */
export function commonFacets(producer: string, thing: EntityRecord, of: 'Dataset' | 'Job'): Json {
  const description = textOf(thing['description']);
  const owners = textsOf(thing['owners']);
  const tags = textsOf(thing['tags']).flatMap(tagOf);
  return known({
    documentation:
      description === undefined ? undefined : facet(producer, `documentationOf${of}`, { description }),
    ownership:
      owners.length === 0
        ? undefined
        : facet(producer, `ownershipOf${of}`, { owners: owners.map((name) => ({ name })) }),
    tags: tags.length === 0 ? undefined : facet(producer, `tagsOf${of}`, { tags }),
  });
}

function tagOf(tag: string): Json[] {
  const at = tag.indexOf('=');
  if (at === 0) return [];
  return [at < 0 ? { key: tag, value: 'true' } : { key: tag.slice(0, at), value: tag.slice(at + 1) }];
}

/** The columns, in the order of the table. */
export function schemaFacet(producer: string, columns: readonly EntityRecord[]): Json | undefined {
  if (columns.length === 0) return undefined;
  const fields = columns.map((column) => {
    const { position } = column;
    return {
      name: column.name,
      ...known({
        type: textOf(column['dataType']),
        description: textOf(column['description']),
        ordinal_position: typeof position === 'number' ? position + 1 : undefined,
      }),
    };
  });
  return facet(producer, 'schema', { fields });
}
