import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;

const read = (path: string): Schema =>
  JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as Schema;

// ajv-formats knows no formats of internationalized addresses; these are their RFCs without what needs tables.
const FORMATS = {
  'iri-reference': /^(?:[^\s<>"{}|\\^`%]|%[0-9a-f]{2})*$/i,
  'idn-email': /^[^\s@]+@[^\s@]+$/,
};

function withFormats<A extends Ajv>(ajv: A): A {
  addFormats.default(ajv);
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  return ajv;
}

/** What a schema finds wrong: where, and what. */
function findings(validate: ValidateFunction, document: unknown): string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }: ErrorObject) => `${instancePath} ${message ?? ''}`,
  );
}

let cycloneDx: ValidateFunction | undefined;

/** By the JSON Schema of CycloneDX 1.7, and those that it refers to. */
export function cycloneDxFindings(document: unknown): string[] {
  cycloneDx ??= (() => {
    const ajv = withFormats(new Ajv({ strict: false }));
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
      ajv.addSchema(
        read(`cyclonedx-1.7/${name}.SNAPSHOT.schema.json`),
        `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
      );
    return ajv.compile(read('cyclonedx-1.7/bom-1.7.SNAPSHOT.schema.json'));
  })();
  return findings(cycloneDx, document);
}

let spdx: ValidateFunction | undefined;

/** By the JSON Schema of SPDX 3.0.1. */
export function spdxFindings(document: unknown): string[] {
  spdx ??= withFormats(new Ajv2020({ strict: false })).compile(read('spdx-3.0.1/schema.json'));
  return findings(spdx, document);
}

const FACETS = {
  dataset: {
    schema: 'SchemaDatasetFacet',
    columnLineage: 'ColumnLineageDatasetFacet',
    datasetType: 'DatasetTypeDatasetFacet',
    documentation: 'DocumentationDatasetFacet',
    ownership: 'OwnershipDatasetFacet',
    tags: 'TagsDatasetFacet',
    symlinks: 'SymlinksDatasetFacet',
    version: 'DatasetVersionDatasetFacet',
    lineage: 'LineageFacet#/$defs/LineageDatasetFacet',
  },
  job: {
    jobType: 'JobTypeJobFacet',
    documentation: 'DocumentationJobFacet',
    ownership: 'OwnershipJobFacet',
    tags: 'TagsJobFacet',
    sourceCodeLocation: 'SourceCodeLocationJobFacet',
    lineage: 'LineageFacet#/$defs/LineageJobFacet',
  },
} as const;

interface Thing {
  readonly facets?: Readonly<Record<string, unknown>>;
}

interface Event {
  readonly run?: Thing;
  readonly job?: Thing;
  readonly dataset?: Thing;
  readonly inputs?: readonly Thing[];
  readonly outputs?: readonly Thing[];
}

let openLineage: Ajv2020 | undefined;

/** By the JSON Schema of OpenLineage 2-0-2, and each facet by its own. One that has no schema here is a finding. */
export function openLineageFindings(event: Event): string[] {
  openLineage ??= (() => {
    const ajv = withFormats(new Ajv2020({ strict: false }));
    ajv.addSchema(read('openlineage/OpenLineage.json'));
    const files = Object.values(FACETS).flatMap((group) => Object.values(group));
    for (const file of new Set(files.map((name) => name.replace(/#.*/, ''))))
      ajv.addSchema(read(`openlineage/${file}.json`), `facet:${file}`);
    return ajv;
  })();
  const ajv = openLineage;
  const type = event.run ? 'RunEvent' : event.job ? 'JobEvent' : 'DatasetEvent';
  const byRef = (reference: string, value: unknown): string[] => {
    const validate = ajv.getSchema(reference);
    return validate ? findings(validate as ValidateFunction, value) : [`no schema ${reference}`];
  };
  const facetsOf = (group: keyof typeof FACETS, thing: Thing | undefined): string[] =>
    Object.entries(thing?.facets ?? {}).flatMap(([name, facet]) => {
      const file = (FACETS[group] as Record<string, string>)[name];
      if (file === undefined) return [`no schema for the facet ${name}`];
      const reference = file.includes('#') ? file : `${file}#/$defs/${file}`;
      return byRef(`facet:${reference}`, facet).map((finding) => `${name}${finding}`);
    });
  return [
    ...byRef(`https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/${type}`, event),
    ...facetsOf('job', event.job),
    ...[event.dataset, ...(event.inputs ?? []), ...(event.outputs ?? [])].flatMap((one) =>
      facetsOf('dataset', one),
    ),
  ];
}
