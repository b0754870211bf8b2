import { describe, expect, it } from 'vitest';
import { edgesOf, readFixture } from './support.js';

const DATA = 'https%3A%2F%2Fdata.example';

describe('a model of MLDCAT-AP', () => {
  const version = 'MLModelVersion:partner/fraud%20detector/2.0';

  it('becomes a version of the model of its title, with what it was trained, tested and tuned on', async () => {
    const { documents } = await readFixture('mldcat.jsonld');
    expect(documents.get(version)).toMatchObject({
      description: 'Tells fraud from the rest.',
      tags: ['cards', 'fraud'],
      algorithm: 'Gradient boosting',
      createdAt: '2026-03-01T00:00:00.000Z',
      metadata: {
        intendedUse: 'Card payments within the EU',
        limitations: 'Not for transfers.',
        hasRisk: 'Wrongly declined payments',
      },
    });
    expect(edgesOf(documents.get(version))).toEqual([
      `EVALUATED_ON Table:${DATA}/id%2Ftransactions-2025`,
      `EVALUATED_ON Table:${DATA}/id%2Fundescribed`,
      'FINE_TUNED_FROM MLModelVersion:partner/fraud%20detector/1.0',
      `TRAINED_ON Table:${DATA}/id%2Ftransactions`,
      'USES_FEATURE MLFeature:partner/fraud%20detector/2.0/amount',
    ]);
    expect(documents.get('MLModel:partner/fraud%20detector')).toMatchObject({ license: 'Apache-2.0' });
  });

  it('brings its features, files, measurements and services along', async () => {
    const { documents } = await readFixture('mldcat.jsonld');
    expect(edgesOf(documents.get('MLFeature:partner/fraud%20detector/2.0/amount'))).toEqual([
      `DERIVED_FROM Column:${DATA}/id%2Ftransactions/amount_cents`,
    ]);
    expect(documents.get('Artifact:partner/fraud%20detector/2.0/model.onnx')).toMatchObject({
      uri: 'https://models.example/files/17',
      mimeType: 'application/onnx',
    });
    expect(documents.get('Metric:partner/fraud%20detector/2.0/auc/~/~')).toMatchObject({ value: 0.93 });
    const deployment = documents.get('Deployment:partner/fraud-scoring');
    expect(deployment).toMatchObject({ url: 'https://models.example/score', state: 'UNKNOWN' });
    expect(edgesOf(deployment)).toEqual([`SERVES ${version}`]);
  });

  it('is told with what of the document was kept aside, and why', async () => {
    const { report } = await readFixture('mldcat.jsonld');
    expect(report).toMatchObject({
      vocabularies: ['mldcat', 'dcat', 'prov'],
      source: 'partner',
      taken: { MLModelVersion: 2, Table: 2, Column: 1, Artifact: 1, Metric: 1, Deployment: 1 },
    });
    expect(report.aside).toEqual([
      { node: 'https://models.example/services/search', reason: 'is a data service that serves no model' },
      {
        node: 'https://models.example/catalogue',
        property: 'http://purl.org/dc/terms/title',
        reason: 'another value is taken; this one in de is "Modelle"',
      },
      {
        node: 'https://data.example/id/transactions',
        property: 'http://data.europa.eu/it6/collectionMethod',
        reason: 'the catalog has no place for it',
      },
    ]);
  });

  it('needs a service to belong to, and the error says how to name it', async () => {
    await expect(readFixture('mldcat.jsonld', { service: undefined })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('--service NAME'),
    });
  });
});

describe('a catalog of DCAT', () => {
  it('becomes tables, named by host and path, with their distributions as links', async () => {
    const { documents } = await readFixture('catalog.ttl');
    const bees = documents.get(`Table:${DATA}/id%2Fbees`);
    expect(bees).toMatchObject({
      namespace: 'https://data.example',
      table: 'id/bees',
      displayName: 'Bees',
      description: 'How many bees there are.\n\nDistribution: Table (text/csv) https://data.example/bees.csv',
      owners: ['Ministry of Bees'],
      tags: ['abeilles', 'bees'],
      createdAt: '2024-05-01T00:00:00.000Z',
      updatedAt: '2024-06-01T08:00:00.000Z',
    });
    expect(edgesOf(bees)).toEqual([
      `DERIVED_FROM Table:${DATA}/id%2Fhives`,
      'DERIVED_FROM Table:urn%3Adataset/census',
      `PRODUCED_BY Pipeline:${DATA}/id%2Fcounting`,
    ]);
    expect(documents.get('MLModelService:partner')).toMatchObject({ displayName: 'Datenkatalog' });
  });

  it('never makes a link of what would run code', async () => {
    const { documents, aside } = await readFixture('catalog.ttl');
    expect(JSON.stringify([...documents.values()])).not.toContain('javascript:');
    expect(aside).toContainEqual({
      node: 'https://data.example/id/bees',
      property: 'http://www.w3.org/ns/dcat#landingPage',
      reason: '"javascript:alert(1)" is no address that can be followed',
    });
  });

  it('speaks for its host where no service is named, and then only of what has an IRI', async () => {
    const { report, aside } = await readFixture('catalog.ttl', { service: undefined });
    expect(report).toMatchObject({ source: 'data.example', taken: { Table: 2, Pipeline: 1 } });
    expect(aside.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        'nothing names it: give it an IRI or an identifier, or say --service NAME',
        'is a catalog, which is taken as a service where --service names it',
      ]),
    );
  });
});

describe('statements of PROV', () => {
  it('become tables, what they were derived from, and the pipeline between them', async () => {
    const { documents } = await readFixture('provenance.jsonld');
    const lake = 'https%3A%2F%2Flake.example';
    const clean = documents.get(`Table:${lake}/clean%2Forders`);
    expect(edgesOf(clean)).toEqual([
      `DERIVED_FROM Table:${lake}/raw%2Forders`,
      `PRODUCED_BY Pipeline:${lake}/jobs%2Fclean`,
    ]);
    expect(clean?.edges?.[0]?.via).toBe(`Pipeline:${lake}/jobs%2Fclean`);
    const pipeline = documents.get(`Pipeline:${lake}/jobs%2Fclean`);
    expect(pipeline).toMatchObject({ lastRunAt: '2026-01-01T00:10:00.000Z' });
    expect(edgesOf(pipeline)).toEqual([`READS Table:${lake}/raw%2Forders`]);
  });
});

describe('a run of ML-Schema', () => {
  it('becomes a training run with its data, its parameters, its model and how well it does', async () => {
    const { documents, report } = await readFixture('runs.ttl');
    expect(report.taken).toEqual({
      ...{ Table: 1, Column: 1, MLModelVersion: 1, MLModel: 1, TrainingRun: 1 },
      ...{ HyperParameter: 2, Metric: 1, Experiment: 1 },
    });
    const run = documents.get('TrainingRun:partner/run7');
    expect(run).toMatchObject({ experiment: 'irisStudy', sourceName: 'implementation' });
    expect(edgesOf(run)).toEqual(['TRAINED_ON Table:https%3A%2F%2Flab.example/iris%23irises']);
    const version = documents.get('MLModelVersion:partner/forest7/unversioned');
    expect(version).toMatchObject({ algorithm: 'Random forest' });
    expect(edgesOf(version)).toEqual(['PRODUCED_BY TrainingRun:partner/run7']);
    expect(documents.get('HyperParameter:partner/forest7/unversioned/n_estimators')).toMatchObject({
      value: '100',
      number: 100,
    });
    expect(documents.get('Metric:partner/forest7/unversioned/accuracy/~/~')).toMatchObject({ value: 0.953 });
  });
});

describe('a data set of Croissant', () => {
  const ships = 'https%3A%2F%2Fships.example';
  const table = `${ships}/datasets%2Fvoyages%2Fpassengers`;

  it('becomes a table for each record set, with its fields as columns', async () => {
    const { documents } = await readFixture('croissant.json');
    expect(documents.get(`Table:${table}`)).toMatchObject({
      displayName: 'Voyages: passengers',
      description: 'Who sailed, and on what.',
      schemaVersion: '1.2.0',
      primaryKey: ['number'],
      tags: ['people', 'ships'],
    });
    expect([...documents.keys()].filter((id) => id.startsWith(`Column:${table}/`)).sort()).toEqual(
      ['file', 'number', 'ship', 'ship.flag', 'surname'].map((column) => `Column:${table}/${column}`),
    );
    expect(documents.get(`Column:${table}/surname`)).toMatchObject({
      dataType: 'Text',
      description: 'In capitals',
    });
  });

  it('tells of each field which column of which file, or which other field, it comes from', async () => {
    const { documents } = await readFixture('croissant.json');
    const from = (column: string): unknown => documents.get(`Column:${table}/${column}`)?.edges;
    expect(from('number')).toEqual([
      {
        type: 'DERIVED_FROM',
        upstream: `Column:${table}.csv/no`,
        transformations: ['DIRECT/IDENTITY'],
      },
    ]);
    expect(from('surname')).toMatchObject([{ transformations: ['DIRECT/TRANSFORMATION'] }]);
    expect(from('ship')).toEqual([
      { type: 'DERIVED_FROM', upstream: `Column:${ships}/datasets%2Fvoyages%2Fships/name` },
    ]);
    expect(documents.get(`Table:${ships}/files%2Fships.csv`)).toMatchObject({ datasetType: 'FILE' });
  });

  it('hands what the data set was derived from to each of its tables', async () => {
    const { documents } = await readFixture('croissant.json');
    expect(edgesOf(documents.get(`Table:${table}`))).toEqual([
      `DERIVED_FROM Table:${table}.csv`,
      'DERIVED_FROM Table:urn%3Aarchive/passenger-lists',
    ]);
  });

  it('keeps files that no field is read from aside', async () => {
    const { aside } = await readFixture('croissant.json');
    expect(aside).toContainEqual({ node: 'readme.md', reason: 'is a file that no field is read from' });
  });
});

describe('a document that is asked for as what it is not', () => {
  it.each([
    ['runs.ttl', 'croissant', 'Croissant'],
    ['croissant.json', 'mldcat', 'MLDCAT-AP'],
  ] as const)('is refused: %s as %s', async (name, from, shown) => {
    await expect(readFixture(name, { from })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(`holds nothing of ${shown}`),
    });
  });
});
