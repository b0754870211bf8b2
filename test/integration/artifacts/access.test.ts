import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../src/catalog/access/principal.js';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import { GraphHistoryReader } from '../../../src/graph/graph-history.reader.js';
import { migrate } from '../../../src/graph/migrations.js';
import { someBytes, startArtifactServer, type ArtifactServer } from '../../support/artifact-server.js';

const ADMIN = { actor: 'ada', role: 'admin' } as const;
const ID = 'Artifact:own/churn/3/x';

let executor: GrafeoExecutor;
let server: ArtifactServer;
const headers = {} as Record<Role, { authorization: string }>;
beforeAll(async () => {
  executor = GrafeoExecutor.open();
  await migrate(executor);
  server = await startArtifactServer(executor);
  const { access } = server.catalog.ports;
  for (const role of ['admin', ...ROLES.filter((other) => other !== 'admin')] as const) {
    const { text } = await access.create(ADMIN, { name: `the ${role}`, role });
    headers[role] = { authorization: `Bearer ${text}` };
  }
});
afterAll(async () => {
  await server.close();
  await executor.close();
});

const address = (path = 'Artifact/own/churn/3/x') => `${server.url}/api/v1/artifacts/${path}`;
const outcome = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
];

describe('Artifacts, where tokens are asked for', () => {
  it('are changed by editors and admins alone, and the failure says so', async () => {
    for (const role of ['reader', 'ingestor'] as const) {
      const forbidden = [403, 'FORBIDDEN'];
      expect(await outcome(await server.upload('x', 'x', { headers: headers[role] }))).toEqual(forbidden);
      const large = await server.upload('x', someBytes(5_000_000), { headers: headers[role] });
      expect(await outcome(large)).toEqual(forbidden);
      const tracked = { method: 'POST', headers: headers[role], body: '{}' };
      expect(await outcome(await fetch(address('tracked'), tracked))).toEqual(forbidden);
      const deleted = { method: 'DELETE', headers: headers[role] };
      expect(await outcome(await fetch(address(), deleted))).toEqual(forbidden);
    }
    expect(server.files()).toEqual([]);
    expect((await server.upload('x', 'x', { headers: headers.editor })).status).toBe(201);
  });

  it('are read by whoever has a token, and by nobody else', async () => {
    expect((await fetch(address(), { headers: headers.reader })).status).toBe(200);
    expect(await outcome(await fetch(address()))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await outcome(await server.upload('x', 'x'))).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('tell in their history who uploaded them', async () => {
    const [change] = await new GraphHistoryReader(executor).changesOf(ID, Number.MAX_SAFE_INTEGER, 1);
    expect(change).toMatchObject({ entity: ID, action: 'CREATED', source: 'people', actor: 'the editor' });
  });
});

describe('A page of another site, where no token is asked for', () => {
  it('cannot upload', async () => {
    const open = GrafeoExecutor.open();
    await migrate(open);
    const unguarded = await startArtifactServer(open);
    const response = await unguarded.upload('x', 'x', { headers: { origin: 'https://elsewhere.example' } });
    expect(response.status).toBe(403);
    expect(unguarded.files()).toEqual([]);
    await unguarded.close();
    await open.close();
  });
});
