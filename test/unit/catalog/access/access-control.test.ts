import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessControl } from '../../../../src/catalog/access/access-control.js';
import { LOCAL_OWNER, type Principal } from '../../../../src/catalog/access/principal.js';
import { HeadwaterError } from '../../../../src/errors.js';
import { GrafeoExecutor } from '../../../../src/graph/engines/grafeo.executor.js';
import { GraphTokenStore } from '../../../../src/graph/graph-token.store.js';
import { migrate } from '../../../../src/graph/migrations.js';

const ADA: Principal = { actor: 'ada', role: 'admin' };
const ADMIN_TOKEN = `hw_operator_${'0123456789abcdef'.repeat(4)}`;

let store: GraphTokenStore;
let time: Date;
const now = () => time;
const control = (adminToken?: string) => new AccessControl(store, { adminToken, now });

beforeEach(async () => {
  const executor = GrafeoExecutor.open();
  await migrate(executor);
  store = new GraphTokenStore(executor);
  time = new Date('2026-11-20T12:00:00.000Z');
});

const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof HeadwaterError ? error.code : String(error);
};

describe('A catalog in which no token was ever made', () => {
  it('knows nobody, whatever is sent', async () => {
    expect(await control().identify(undefined)).toBeUndefined();
    expect(await control().identify(ADMIN_TOKEN)).toBeUndefined();
    expect(await control().standing()).toBe('OPEN');
  });

  it('wants its first token to be an admin’s where whoever makes it would be locked out by it', async () => {
    expect(await codeOf(control().create(LOCAL_OWNER, { name: 'ci', role: 'reader' }))).toBe('BAD_INPUT');
    await control().create(LOCAL_OWNER, { name: 'me', role: 'admin' });
    await control().create(LOCAL_OWNER, { name: 'ci', role: 'reader' });
    expect(await store.count()).toBe(2);
  });

  it('takes a first token of any role from who opened the catalog', async () => {
    const { token } = await control().create(ADA, { name: 'ci', role: 'reader' });
    expect(token).toMatchObject({ name: 'ci', role: 'reader', createdBy: 'ada' });
  });
});

describe('A catalog that has tokens', () => {
  let access: AccessControl;
  let text: string;
  let id: string;
  beforeEach(async () => {
    access = control();
    expect(await access.identify(undefined)).toBeUndefined();
    const expiresAt = new Date('2026-11-20T13:00:00.000Z');
    ({
      text,
      token: { id },
    } = await access.create(ADA, { name: 'ci', role: 'ingestor', expiresAt }));
  });

  it('knows the holder of one by its name and role, at once', async () => {
    expect(await access.identify(text)).toEqual({ actor: 'ci', role: 'ingestor' });
    expect(await access.standing()).toBe('BY_TOKEN');
  });

  it.each([
    ['nothing', () => undefined],
    ['no token', () => 'swordfish'],
    ['an id that nobody has', () => text.replace(id, 'ffffffffffff')],
    ['the right id with another secret', () => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`],
  ])('refuses who sends %s, and says what to do', async (_, sent) => {
    const attempt = access.identify(sent());
    await expect(attempt).rejects.toThrow(/HEADWATER_TOKEN.*headwater token create/);
    expect(await codeOf(attempt)).toBe('UNAUTHENTICATED');
  });

  it('refuses one from the moment on at which it expires, though it is still remembered', async () => {
    time = new Date('2026-11-20T12:59:59.999Z');
    expect(await access.identify(text)).toBeDefined();
    time = new Date('2026-11-20T13:00:00.000Z');
    expect(await codeOf(access.identify(text))).toBe('UNAUTHENTICATED');
  });

  it('refuses one that it revoked itself at once', async () => {
    await access.revoke(ADA, 'ci');
    expect(await codeOf(access.identify(text))).toBe('UNAUTHENTICATED');
  });

  it('refuses one that was revoked elsewhere after two seconds, and takes it as it knew it until then', async () => {
    const clock = vi.spyOn(performance, 'now');
    try {
      clock.mockReturnValue(10_000);
      const other = control();
      await other.identify(text);
      await access.revoke(ADA, id);
      clock.mockReturnValue(11_999);
      expect(await other.identify(text)).toBeDefined();
      clock.mockReturnValue(12_000);
      expect(await codeOf(other.identify(text))).toBe('UNAUTHENTICATED');
    } finally {
      clock.mockRestore();
    }
  });

  it('does not open again when all have ended', async () => {
    await access.revoke(ADA, 'ci');
    expect(await codeOf(control().identify(undefined))).toBe('UNAUTHENTICATED');
    expect(await control().standing()).toBe('CLOSED');
  });

  it('lets nobody in while the tokens cannot be looked up, and looks again afterwards', async () => {
    const cautious = control();
    const live = vi.spyOn(store, 'live').mockRejectedValueOnce(new HeadwaterError('UNAVAILABLE', 'gone'));
    expect(await codeOf(cautious.identify(undefined))).toBe('UNAVAILABLE');
    live.mockRestore();
    expect(await cautious.identify(text)).toBeDefined();
  });

  it('looks up the tokens once for many requests at once', async () => {
    const fresh = control();
    const live = vi.spyOn(store, 'live');
    await Promise.all(Array.from({ length: 100 }, () => fresh.identify(text)));
    expect(live).toHaveBeenCalledTimes(1);
  });

  it('notes the day of use, with one write a day', async () => {
    const marked = vi.spyOn(store, 'markUsed');
    await access.identify(text);
    await access.identify(text);
    expect(marked).toHaveBeenCalledTimes(1);
    await vi.waitFor(async () => expect((await store.called(id))[0]?.lastUsedOn).toBe('2026-11-20'));
  });

  it('lets a request in whose use cannot be noted', async () => {
    vi.spyOn(store, 'markUsed').mockRejectedValueOnce(new Error('read only'));
    expect(await access.identify(text)).toBeDefined();
  });

  it('refuses a second live token of the name', async () => {
    await expect(access.create(ADA, { name: 'ci', role: 'reader' })).rejects.toThrow(
      /There is a live token "ci"/,
    );
  });

  it.each([
    ['one that has expired already', { name: 'x', role: 'reader', expiresAt: new Date(0) }],
    ['one whose expiry is no time', { name: 'x', role: 'reader', expiresAt: new Date('nonsense') }],
    ['an empty name', { name: '', role: 'reader' }],
    ['a name of spaces', { name: '  ', role: 'reader' }],
    ['a name that ends with a space', { name: 'ci ', role: 'reader' }],
    ['a name with an escape sequence', { name: 'ci\u001b[2J', role: 'reader' }],
    ['a name that turns text around', { name: 'a\u202eb', role: 'reader' }],
    ['a name without end', { name: 'a'.repeat(101), role: 'reader' }],
  ] as const)('makes no token: %s', async (_, request) => {
    expect(await codeOf(access.create(ADA, request))).toBe('BAD_INPUT');
  });

  it('takes names of people in their own letters', async () => {
    const { token } = await access.create(ADA, { name: 'Zoë Müller-漢字', role: 'editor' });
    expect((await store.called(token.name))[0]?.id).toBe(token.id);
  });

  it('treats a name as one whichever way its letters are composed', async () => {
    await access.create(ADA, { name: 'Zoe\u0308', role: 'editor' });
    expect(await codeOf(access.create(ADA, { name: 'Zo\u00eb', role: 'editor' }))).toBe('CONFLICT');
    expect(await access.revoke(ADA, 'Zoe\u0308')).toMatchObject({ name: 'Zo\u00eb' });
  });

  it.each(['reader', 'editor', 'ingestor'] as const)(
    'lets no %s make, see or revoke tokens',
    async (role) => {
      const principal = { actor: 'x', role };
      expect(await codeOf(access.create(principal, { name: 'y', role: 'admin' }))).toBe('FORBIDDEN');
      expect(await codeOf(access.page(principal, undefined, 10))).toBe('FORBIDDEN');
      expect(await codeOf(access.revoke(principal, 'ci'))).toBe('FORBIDDEN');
    },
  );

  it('revokes the live one of several that had a name, and says so where nothing has it', async () => {
    await access.revoke(ADA, 'ci');
    const { token } = await access.create(ADA, { name: 'ci', role: 'reader' });
    expect(await access.revoke(ADA, 'ci')).toMatchObject({ id: token.id, revokedBy: 'ada' });
    expect(await codeOf(access.revoke(ADA, 'nobody'))).toBe('NOT_FOUND');
  });

  it('answers one that was revoked before as it is', async () => {
    const first = await access.revoke(ADA, 'ci');
    expect(await access.revoke({ actor: 'bob', role: 'admin' }, 'ci')).toEqual(first);
  });
});

describe('A token of the configuration', () => {
  it('is an admin’s, under the name in it, and is asked for though the catalog has no other', async () => {
    const access = control(ADMIN_TOKEN);
    expect(await access.identify(ADMIN_TOKEN)).toEqual({ actor: 'operator', role: 'admin' });
    expect(await codeOf(access.identify(undefined))).toBe('UNAUTHENTICATED');
    expect(await access.standing()).toBe('BY_TOKEN');
    expect(await store.count()).toBe(0);
  });
});
