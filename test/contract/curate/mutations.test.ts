import { beforeEach, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { syncInto } from '../../support/documents.js';
import { curator, type Curator } from './curator.js';

const FAILURES = `__typename ... on Failure { message } ... on ValidationFailed { problems { field } }
  ... on Conflict { revision entity { id } changes { revision actor fields { name before after } } }
  ... on NotFound { wanted } ... on RuleBroken { rule field offer inTheWay { id } }`;
const RESULT = `{ ... on Changed { revision entity { id name description } change { action actor reason } } ${FAILURES} }`;

const SERVICE = `mutation { createMLModelService(input: { service: "own", platform: "Headwater", versioning: "semantic" }) ${RESULT} }`;
const MODEL = `mutation { createMLModel(input: { service: "own", model: "churn", task: "classification" }) ${RESULT} }`;
const VERSION = `mutation Version($input: MLModelVersionInput!) { createMLModelVersion(input: $input) ${RESULT} }`;
const V1 = 'MLModelVersion:own/churn/1.0.0';

describeOnEveryEngine('registering and curating by GraphQL', (open) => {
  let executor: GraphExecutor;
  let ada: Curator;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = curator(executor, { actor: 'ada', role: 'editor' });
    for (const mutation of [SERVICE, MODEL]) await ada(mutation);
  });

  const createVersion = (version: string) =>
    ada(VERSION, { input: { service: 'own', model: 'churn', version, framework: 'sklearn' } });

  it('answers the thing that was made, its revision, and who made it', async () => {
    const { createMLModelVersion } = await createVersion('1.0.0');
    expect(createMLModelVersion).toEqual({
      ...{ __typename: 'Changed', revision: 1, change: { action: 'CREATED', actor: 'ada', reason: null } },
      entity: { id: V1, name: '1.0.0', description: null },
    });
  });

  it('tells every wrong field of an input at once', async () => {
    const input = {
      ...{ service: 'own', model: 'x'.repeat(1001), description: 'x'.repeat(1_000_001) },
      edges: [{ type: 'TRAINED_ON', upstream: 'y'.repeat(5000) }],
    };
    const { createMLModel } = await ada(
      `mutation Model($input: MLModelInput!) { createMLModel(input: $input) ${RESULT} }`,
      { input },
    );
    expect(createMLModel).toMatchObject({ __typename: 'ValidationFailed' });
    expect(
      (createMLModel as { problems: { field: string }[] }).problems.map(({ field }) => field).sort(),
    ).toEqual([...['description', 'edges.0.upstream', 'model']]);
  });

  it('refuses an edge that the model has no place for, and says where', async () => {
    await createVersion('1.0.0');
    const { declareLineage } = await ada(
      `mutation { declareLineage(downstream: "${V1}", edge: { type: USES_FEATURE, upstream: "MLModel:own/churn" }) ${RESULT} }`,
    );
    expect(declareLineage).toMatchObject({
      __typename: 'ValidationFailed',
      problems: [{ field: 'upstream' }],
    });
  });

  it('shows what changed to the one who comes too late, and writes nothing', async () => {
    const curate = (text: string, revision: number) =>
      ada(
        `mutation { curate(input: { id: "MLModel:own/churn", set: { description: "${text}" }, expectedRevision: ${revision} }, reason: "review") ${RESULT} }`,
      );
    expect((await curate('first', 1))['curate']).toMatchObject({ revision: 2, change: { reason: 'review' } });
    expect((await curate('second', 1))['curate']).toEqual({
      __typename: 'Conflict',
      message: expect.stringContaining('revision 2, not 1') as string,
      revision: 2,
      entity: { id: 'MLModel:own/churn' },
      changes: [
        { revision: 2, actor: 'ada', fields: [{ name: 'description', before: null, after: 'first' }] },
      ],
    });
    const { entity } = await ada('{ entity(id: "MLModel:own/churn") { description revision } }');
    expect(entity).toEqual({ description: 'first', revision: 2 });
  });

  it('lets the revision that any question shows be the one to hold to', async () => {
    await createVersion('1.0.0');
    await ada(`mutation { curate(input: { id: "${V1}", set: { description: "x" } }) ${RESULT} }`);
    const { models, search, lineage } = await ada(
      `{ models { nodes { versions { nodes { revision } } } } search(text: "1.0.0") { nodes { revision } }
         lineage(id: "${V1}") { nodes { entity { revision } } root { revision } } }`,
    );
    expect(JSON.stringify({ models, search, root: (lineage as { root: unknown }).root })).toBe(
      JSON.stringify({
        models: { nodes: [{ versions: { nodes: [{ revision: 2 }] } }] },
        search: { nodes: [{ revision: 2 }] },
        root: { revision: 2 },
      }),
    );
  });

  it('changes many things at once, with a result for each', async () => {
    await createVersion('1.0.0');
    const { curateMany } = await ada(
      `mutation { curateMany(input: { ids: ["${V1}", "MLModel:own/none", "MLModel:own/churn"], set: { tags: ["reviewed"] } }) ${RESULT} }`,
    );
    expect((curateMany as { __typename: string }[]).map(({ __typename }) => __typename)).toEqual([
      ...['Changed', 'NotFound', 'Changed'],
    ]);
  });

  it('shows the word in force, and beside it what each says', async () => {
    await syncInto(executor, {
      ...{ service: 'mlflow', masters: ['MLModel'] },
      documents: [
        { kind: 'MLModel', service: 'mlflow', model: 'ltv', description: 'from MLflow', owners: ['ml'] },
      ],
    });
    await ada(
      `mutation { curate(input: { id: "MLModel:mlflow/ltv", set: { description: "ours", metadata: { risk: "high" } } }) ${RESULT} }`,
    );
    const { entity } = await ada(
      '{ entity(id: "MLModel:mlflow/ltv") { description owners { name } statements { source properties } } }',
    );
    expect(entity).toMatchObject({
      ...{ description: 'ours', owners: [{ name: 'ml' }] },
      statements: [
        { source: 'people', properties: { description: 'ours', metadata: { risk: 'high' } } },
        { source: 'mlflow', properties: { description: 'from MLflow', owners: ['ml'] } },
      ],
    });
  });

  it('keeps metadata key by key, whoever states the others', async () => {
    await syncInto(executor, {
      ...{ service: 'mlflow', masters: ['MLModel'] },
      documents: [
        { kind: 'MLModel', service: 'mlflow', model: 'ltv', metadata: { a: 1, b: { c: [true, null] } } },
      ],
    });
    const set = (key: string, value: unknown) =>
      ada(
        `mutation Set($value: JSON) { setMetadata(input: { id: "MLModel:mlflow/ltv", key: "${key}" }, value: $value) ${RESULT} }`,
        { value },
      );
    await Promise.all([set('a', 'people'), set('x', { y: 1.5 }), set('__proto__', 'odd')]);
    const metadata = async () => {
      const { entity } = await ada('{ entity(id: "MLModel:mlflow/ltv") { ... on MLModel { metadata } } }');
      return (entity as { metadata: unknown }).metadata;
    };
    expect(JSON.parse(JSON.stringify(await metadata()))).toEqual(
      JSON.parse('{"a":"people","b":{"c":[true,null]},"x":{"y":1.5},"__proto__":"odd"}'),
    );
    await set('a', null);
    expect(await metadata()).toMatchObject({ a: 1 });
  });

  it('refuses JSON that is nested beyond reason, and more points than one call takes', async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    const { setMetadata } = await ada(
      `mutation Set($value: JSON) { setMetadata(input: { id: "churn", key: "a" }, value: $value) ${RESULT} }`,
      { value: deep },
    );
    expect(setMetadata).toMatchObject({ __typename: 'ValidationFailed', problems: [{ field: 'metadata' }] });
    await createVersion('1.0.0');
    const points = Array.from({ length: 10_001 }, () => ({ text: 'x' }));
    const { logMetrics } = await ada(
      `mutation Log($input: LogMetricsInput!) { logMetrics(input: $input) ${RESULT} }`,
      { input: { version: V1, metrics: [{ name: 'loss', points }] } },
    );
    expect(logMetrics).toMatchObject([{ problems: [{ field: 'metrics.0.points' }] }]);
  });

  it('logs metrics that are numbers, texts or bytes, in the order of steps or of time', async () => {
    await createVersion('1.0.0');
    const log = (metrics: string) =>
      ada(`mutation { logMetrics(input: { version: "churn@1.0.0", metrics: [${metrics}] }) ${RESULT} }`);
    await log(
      '{ name: "loss", points: [{ value: 0.3, step: 3 }, { value: 0.9, step: 1 }] }, { name: "verdict", points: [{ text: "fair" }] }',
    );
    await log(
      '{ name: "loss", points: [{ value: 0.6, step: 2 }] }, { name: "curve", points: [{ bytes: "aGVhZA==" }] }',
    );
    await log(
      '{ name: "drift", dataset: "march", slice: "age<30", kind: "drift", points: [{ value: 2, at: "2026-03-02T00:00:00Z" }, { value: 1, at: "2026-03-01T00:00:00Z" }] }',
    );
    const { entity } = await ada(
      `{ entity(id: "${V1}") { ... on MLModelVersion { metrics { name value text bytes step metricKind datasetName slice series { steps values } } } } }`,
    );
    const metrics = (entity as { metrics: { name: string }[] }).metrics;
    const metric = (name: string) => metrics.find((one) => one.name === name);
    expect(metric('loss')).toMatchObject({
      value: 0.3,
      step: 3,
      series: { steps: [1, 2, 3], values: [0.9, 0.6, 0.3] },
    });
    expect(metric('verdict')).toMatchObject({ value: null, text: 'fair' });
    expect(metric('curve')).toMatchObject({ value: null, bytes: 'aGVhZA==' });
    expect(metric('drift')).toMatchObject({
      ...{ value: 2, metricKind: 'drift', datasetName: 'march', slice: 'age<30', series: { values: [1, 2] } },
    });
    expect((await log('{ name: "loss", points: [{ value: 1 }] }'))['logMetrics']).toMatchObject([
      { __typename: 'ValidationFailed', problems: [{ field: 'metrics.0.points' }] },
    ]);
  });

  it('runs a deployment from its making to its end', async () => {
    await createVersion('1.0.0');
    await createVersion('1.1.0');
    const { createDeployment } = await ada(
      `mutation { createDeployment(input: { service: "own", endpoint: "live", state: "CREATING", edges: [{ type: SERVES, upstream: "${V1}" }] }) ${RESULT} }`,
    );
    expect(createDeployment).toMatchObject({ __typename: 'Changed' });
    const update = (input: string) =>
      ada(`mutation { updateDeployment(input: { id: "Deployment:own/live", ${input} }) ${RESULT} }`);
    await update('state: "IN_SERVICE", serves: ["churn@1.1.0"]');
    expect((await update('state: "CREATING"'))['updateDeployment']).toMatchObject({
      ...{ __typename: 'RuleBroken', rule: 'allowed-transition', field: 'state' },
    });
    expect((await update('traffic: { a: 70, b: 40 }'))['updateDeployment']).toMatchObject({
      problems: [{ field: 'traffic' }],
    });
    const question =
      '{ entity(id: "Deployment:own/live") { ... on Deployment { state serves { version } stoppedAt } } }';
    expect((await ada(question))['entity']).toMatchObject({
      state: 'IN_SERVICE',
      serves: [{ version: '1.1.0' }],
    });
    const deletion = (id: string) => ada(`mutation { delete(id: "${id}") ${RESULT} }`);
    expect((await deletion('MLModel:own/churn'))['delete']).toMatchObject({
      ...{ rule: 'served-version', offer: 'ARCHIVE', inTheWay: [{ id: 'Deployment:own/live' }] },
    });
    await ada(`mutation { stopDeployment(id: "Deployment:own/live") ${RESULT} }`);
    expect((await deletion('MLModel:own/churn'))['delete']).toMatchObject({ __typename: 'Changed' });
    expect(await ada('{ models { totalCount } entity(id: "MLModel:own/churn") { until } }')).toMatchObject({
      models: { totalCount: 0 },
      entity: { until: expect.any(String) as string },
    });
  });

  it('declares lineage that impact then counts as DECLARED, and takes it back', async () => {
    await createVersion('1.0.0');
    await ada(`mutation { createTable(input: { namespace: "shop", table: "orders" }) ${RESULT} }`);
    const declare = `mutation { declareLineage(downstream: "churn@1.0.0", edge: { type: TRAINED_ON, upstream: "orders", reason: "the notebook says so" }) ${RESULT} }`;
    expect((await ada(declare))['declareLineage']).toMatchObject({ revision: 2 });
    expect((await ada(declare))['declareLineage']).toMatchObject({ revision: 2, change: null });
    const impact = async () => {
      const answer = await ada(
        '{ impact(of: "orders") { items { entity { id } certainty why { by stated reason declaredBy } } } }',
      );
      return (answer['impact'] as { items: object[] }).items;
    };
    expect(await impact()).toEqual([
      {
        ...{ entity: { id: V1 }, certainty: 'DECLARED' },
        why: [{ by: 'people', stated: 'DECLARED', reason: 'the notebook says so', declaredBy: 'ada' }],
      },
    ]);
    const withdraw = `mutation { withdrawLineage(downstream: "${V1}", type: TRAINED_ON, upstream: "orders") ${RESULT} }`;
    expect((await ada(withdraw))['withdrawLineage']).toMatchObject({ revision: 3 });
    expect(await impact()).toEqual([]);
  });

  it('keeps comments as they were written, the oldest first', async () => {
    const say = (text: string) =>
      ada(`mutation { addComment(input: { about: "churn", text: "${text}" }) ${RESULT} }`);
    await say('First thoughts');
    await say('Second thoughts');
    const { models } = await ada('{ models { nodes { comments { id author text } } } }');
    const { comments } = (models as { nodes: { comments: { id: string; author: string; text: string }[] }[] })
      .nodes[0]!;
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ['ada', 'First thoughts'],
      ['ada', 'Second thoughts'],
    ]);
  });

  it('refuses readers, and a purge by anyone but an admin', async () => {
    const reader = curator(executor, { actor: 'rita', role: 'reader' });
    const curate = `mutation { curate(input: { id: "MLModel:own/churn", set: { description: "x" } }) ${RESULT} }`;
    expect((await reader(curate))['curate']).toMatchObject({ __typename: 'Forbidden' });
    const purge =
      'mutation { purge(id: "MLModel:own/churn") { __typename ... on Purged { removed { kind count } } ... on RuleBroken { rule } } }';
    expect((await ada(purge))['purge']).toMatchObject({ __typename: 'Forbidden' });
    const admin = curator(executor, { actor: 'root', role: 'admin' });
    expect((await admin(purge))['purge']).toMatchObject({ rule: 'delete-before-purge' });
    await ada(`mutation { delete(id: "MLModel:own/churn") ${RESULT} }`);
    expect((await admin(purge))['purge']).toMatchObject({ removed: [{ kind: 'MLModel', count: 1 }] });
    const { history } = await ada(
      '{ history(id: "MLModel:own/churn") { nodes { action actor entity { id } } } }',
    );
    expect(history).toEqual({ nodes: [{ action: 'PURGED', actor: 'root', entity: null }] });
  });

  it('tells the whole history of a thing, page by page, and the feed of all things', async () => {
    for (const text of ['a', 'b', 'c'])
      await ada(
        `mutation { curate(input: { id: "MLModel:own/churn", set: { description: "${text}" } }) ${RESULT} }`,
      );
    const seen: number[] = [];
    for (let after: string | null = null; ;) {
      const { history } = await ada(
        'query H($after: String) { history(id: "churn", first: 2, after: $after) { nodes { revision } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const page = history as {
        nodes: { revision: number }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...page.nodes.map(({ revision }) => revision));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual([4, 3, 2, 1]);
    const { changes } = await ada(
      '{ changes(since: "2026-01-01T00:00:00Z", kind: MLModel, service: "own", actor: "ada") { nodes { revision } } }',
    );
    expect(changes).toEqual({ nodes: [1, 2, 3, 4].map((revision) => ({ revision })) });
  });

  it('answers a thing as it was at a moment', async () => {
    const first = await ada(
      `mutation { curate(input: { id: "churn", set: { description: "first" } }) { ... on Changed { change { at } } } }`,
    );
    const { at } = (first['curate'] as { change: { at: string } }).change;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ada(`mutation { curate(input: { id: "churn", set: { description: "second" } }) ${RESULT} }`);
    const { then, now, before } = await ada(
      `{ then: entity(id: "churn", asOf: "${at}") { description revision } now: entity(id: "churn") { description }
         before: entity(id: "churn", asOf: "2020-01-01T00:00:00Z") { description } }`,
    );
    expect({ then, now, before }).toEqual({
      then: { description: 'first', revision: 2 },
      now: { description: 'second' },
      before: null,
    });
  });

  it('answers all that hung on a thing at a moment: versions, features and lineage that have ended since', async () => {
    const now = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const moment = new Date().toISOString();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return moment;
    };
    await createVersion('1.0.0');
    await ada(`mutation { createTable(input: { namespace: "shop", table: "orders" }) ${RESULT} }`);
    const edge = 'downstream: "churn@1.0.0"';
    await ada(
      `mutation { declareLineage(${edge}, edge: { type: TRAINED_ON, upstream: "orders" }) ${RESULT} }`,
    );
    await ada(`mutation { curate(input: { id: "${V1}", set: { stage: "development" } }) ${RESULT} }`);
    const early = await now();
    await ada(`mutation { withdrawLineage(${edge}, type: TRAINED_ON, upstream: "orders") ${RESULT} }`);
    await ada(`mutation { curate(input: { id: "${V1}", set: { stage: "staging" } }) ${RESULT} }`);
    await createVersion('2.0.0');
    const middle = await now();
    await ada(`mutation { delete(id: "${V1}") ${RESULT} }`);
    const shape =
      '{ ... on MLModel { versions(orderBy: OLDEST_FIRST) { nodes { version stage trainedOn { name } } } } }';
    const {
      early: first,
      middle: second,
      present,
    } = await ada(
      `{ early: entity(id: "churn", asOf: "${early}") ${shape} middle: entity(id: "churn", asOf: "${middle}") ${shape}
         present: entity(id: "churn") ${shape} }`,
    );
    const versions = (thing: unknown) => (thing as { versions: { nodes: unknown } }).versions.nodes;
    expect(versions(first)).toEqual([
      { version: '1.0.0', stage: 'development', trainedOn: [{ name: 'orders' }] },
    ]);
    expect(versions(second)).toEqual([
      { version: '1.0.0', stage: 'staging', trainedOn: [] },
      { version: '2.0.0', stage: null, trainedOn: [] },
    ]);
    expect(versions(present)).toEqual([{ version: '2.0.0', stage: null, trainedOn: [] }]);
  });

  it('finds things by what people say of them, and by what is in their free-form parameters', async () => {
    await syncInto(executor, {
      ...{ service: 'mlflow', masters: ['MLModel'] },
      documents: [
        { kind: 'MLModel', service: 'mlflow', model: 'ltv', description: 'lifetime value', owners: ['ml'] },
      ],
    });
    await createVersion('1.0.0');
    await ada(
      `mutation { createModelStep(input: { service: "own", model: "churn", version: "1.0.0", step: "train",
         parameters: { class: "GradientTrainer", inputs: ["features"], training: { warmupRounds: 3 } } }) ${RESULT} }`,
    );
    await ada(
      `mutation { curate(input: { id: "MLModel:mlflow/ltv", set: { description: "Kundenwert", owners: ["ada"], tags: ["pii"] } }) ${RESULT} }`,
    );
    const found = async (question: string): Promise<string[]> => {
      const { search } = await ada(`{ search(${question}) { nodes { id } } }`);
      return (search as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    };
    expect(await found('text: "kundenwert"')).toEqual(['MLModel:mlflow/ltv']);
    expect(await found('text: "lifetime"')).toEqual([]);
    expect(await found('filter: { owner: ["ada"], tag: ["pii"] }')).toEqual(['MLModel:mlflow/ltv']);
    expect(await found('filter: { owner: ["ml"] }')).toEqual([]);
    for (const text of ['warmupRounds', 'gradientTrainer', 'class features'])
      expect(await found(`text: "${text}"`)).toEqual(['ModelStep:own/churn/1.0.0/train']);
    await ada(`mutation { curate(input: { id: "MLModel:mlflow/ltv", revert: ["description"] }) ${RESULT} }`);
    expect(await found('text: "lifetime"')).toEqual(['MLModel:mlflow/ltv']);
  });

  it('leaves to the store what follows from an upload', async () => {
    await createVersion('1.0.0');
    const create = (more: string) =>
      ada(
        `mutation { createArtifact(input: { service: "own", model: "churn", version: "1.0.0", path: "m.pkl" ${more} }) ${RESULT} }`,
      );
    expect((await create('uploaded: true'))['createArtifact']).toMatchObject({
      rule: 'stored-content',
      field: 'uploaded',
    });
    const tracked = await create('uri: "s3://models/m.pkl", checksum: "sha256:00"');
    expect(tracked['createArtifact']).toMatchObject({ __typename: 'Changed' });
  });
});
