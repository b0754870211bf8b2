import { createHmac, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { createLog, openCatalog, startServer, type Catalog } from '../../../src/main.js';
import { startMlflow, type MlflowServer } from '../../support/mlflow-server.js';
import { describeWithPython, python } from '../../support/real-parts.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

const SECRET = 'a secret of the two of them';

describeWithPython('webhooks of MLflow', () => {
  let mlflow: MlflowServer;
  let catalog: Catalog;
  let url: string;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    mlflow = await startMlflow(python(), {
      environment: {
        MLFLOW_WEBHOOK_ALLOWED_SCHEMES: 'http,https',
        MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: 'true',
      },
    });
    const scratch = await temporaryDirectory('webhooks');
    const file = join(scratch.path, 'headwater.yaml');
    await writeFile(
      file,
      `services:\n  - { name: registry, type: mlflow, url: "${mlflow.url}", webhook: { secret: "${SECRET}" } }\n  - { name: quiet, type: mlflow, url: "${mlflow.url}" }\n`,
    );
    const config = loadConfig({ config: file, data: join(scratch.path, 'data'), port: 0 }, {});
    catalog = await openCatalog(config);
    const timing = { gather: 100, rest: 100, retry: 100 };
    const server = await startServer(config, catalog, {
      orAnotherPort: false,
      log: createLog('silent'),
      receiving: { timing },
    });
    url = server.url;
    ends.push(
      () => server.close(),
      () => catalog.close(),
      () => mlflow.stop(),
      () => scratch.remove(),
    );
  }, 120_000);
  afterAll(async () => {
    for (const end of ends) await end();
  });

  const toMlflow = async (path: string, body: object): Promise<Response> => {
    const answer = await fetch(`${mlflow.url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return answer;
  };

  const deliver = (headers: Record<string, string>, service = 'registry'): Promise<Response> =>
    fetch(`${url}/hooks/mlflow/${service}`, { method: 'POST', headers, body: '{}' });

  function signed(secret: string, at = Date.now()): Record<string, string> {
    const [delivery, time] = [randomUUID(), String(Math.floor(at / 1000))];
    const hash = createHmac('sha256', secret).update(`${delivery}.${time}.{}`).digest('base64');
    return {
      'x-mlflow-delivery-id': delivery,
      'x-mlflow-timestamp': time,
      'x-mlflow-signature': `v1,${hash}`,
    };
  }

  it('bring a model into the catalog soon after it was registered', async () => {
    await toMlflow('webhooks', {
      name: 'headwater',
      url: `${url}/hooks/mlflow/registry`,
      events: [{ entity: 'REGISTERED_MODEL', action: 'CREATED' }],
      secret: SECRET,
    });
    await toMlflow('registered-models/create', { name: 'churn' });
    await expect
      .poll(() => catalog.ports.entities.count('MLModel'), { timeout: 30_000, interval: 250 })
      .toBe(1);
  }, 60_000);

  it('are refused unless they are signed with the secret, and new', async () => {
    expect((await deliver({})).status).toBe(401);
    expect((await deliver(signed('another secret, as long'))).status).toBe(401);
    expect((await deliver(signed(SECRET, Date.now() - 10 * 60_000))).status).toBe(401);
    expect((await deliver({ ...signed(SECRET), 'x-mlflow-delivery-id': 'another' })).status).toBe(401);
    expect((await deliver(signed(SECRET))).status).toBe(202);
  });

  it('are taken for services that are configured to take them', async () => {
    expect((await deliver(signed(SECRET), 'quiet')).status).toBe(404);
    expect((await deliver(signed(SECRET), 'nobody')).status).toBe(404);
  });
});
