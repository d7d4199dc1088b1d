import type { Tenant } from '../tenant.js';
import { TenantNotFoundError } from '../tenancy.errors.js';
import { TenantResolver } from './tenant-resolver.js';

const acme = { id: '1', slug: 'acme', status: 'active' } as Tenant;

/** A catalog whose answers are let go one by one. */
function catalogOf(tenants: Record<string, Tenant>) {
  const asked: { slug: string; answer: () => void }[] = [];
  let listener = (): void => undefined;
  const state = { generation: 1, tenants, asked, change: () => listener() };
  const find = (slug: string) => {
    const then = state.tenants[slug];
    return new Promise<Tenant | undefined>((resolve) => asked.push({ slug, answer: () => resolve(then) }));
  };
  const changes = {
    generation: async () => state.generation,
    onChange: (given: () => void) => {
      listener = given;
      return () => undefined;
    },
  };
  const resolver = new TenantResolver({ find, findById: find, findByDomain: find }, changes);
  afterEach(() => resolver.onApplicationShutdown());
  return { resolver, state };
}

const answerAll = (asked: { answer: () => void }[]) => asked.splice(0).forEach(({ answer }) => answer());

describe('TenantResolver', () => {
  const { resolver, state } = catalogOf({ acme });
  beforeEach(() => {
    resolver.invalidate();
    state.asked.length = 0;
    state.tenants = { acme };
  });

  it('asks once for many look-ups at once', async () => {
    const many = Promise.all(Array.from({ length: 50 }, () => resolver.get('acme')));
    expect(state.asked).toHaveLength(1);
    answerAll(state.asked);
    expect(new Set(await many)).toEqual(new Set([acme]));
  });

  it('answers from memory afterwards', async () => {
    const first = resolver.get('acme');
    answerAll(state.asked);
    await first;
    await resolver.get('acme');
    expect(state.asked).toHaveLength(0);
  });

  it('answers without a promise what it has in memory, by whatever name it was asked for', async () => {
    const target = { kind: 'domain', domain: 'acme' } as const;
    expect(resolver.known(target)).toBeUndefined();
    const first = resolver.getTarget(target);
    answerAll(state.asked);
    expect([await first, resolver.known(target)]).toEqual([acme, acme]);
    expect(resolver.known({ kind: 'tenant', slug: 'acme' })).toBeUndefined();
    state.change();
    expect(resolver.known(target)).toBeUndefined();
  });

  it('remembers for a while that there is no such tenant', async () => {
    const first = resolver.get('nobody');
    answerAll(state.asked);
    await expect(first).rejects.toThrow(TenantNotFoundError);
    await expect(resolver.get('nobody')).rejects.toThrow(TenantNotFoundError);
    expect(state.asked).toHaveLength(0);
  });

  it('forgets on a change of this process', async () => {
    const first = resolver.get('acme');
    answerAll(state.asked);
    await first;
    state.change();
    const second = resolver.get('acme');
    expect(state.asked).toHaveLength(1);
    answerAll(state.asked);
    await second;
  });

  it('never keeps the answer of a look-up that began before a change', async () => {
    const old = resolver.get('acme');
    const suspended = { ...acme, status: 'suspended' } as Tenant;
    state.tenants = { acme: suspended };
    state.change();
    answerAll(state.asked);
    expect(await old).toBe(acme);
    const after = resolver.get('acme');
    answerAll(state.asked);
    expect(await after).toBe(suspended);
  });

  it('does not let a look-up after a change join one from before it', async () => {
    const old = resolver.get('acme');
    state.change();
    const after = resolver.get('acme');
    expect(state.asked).toHaveLength(2);
    answerAll(state.asked);
    await Promise.all([old, after]);
  });

  it('forgets when the generation shows a change of another process', async () => {
    await resolver.poll();
    const first = resolver.get('acme');
    answerAll(state.asked);
    await first;
    state.generation += 1;
    await resolver.poll();
    const second = resolver.get('acme');
    expect(state.asked).toHaveLength(1);
    answerAll(state.asked);
    await second;
  });

  it('asks again after a look-up that failed', async () => {
    const failing = new TenantResolver(
      {
        find: () => Promise.reject(new Error('away')),
        findById: async () => undefined,
        findByDomain: async () => acme,
      },
      { generation: async () => 1, onChange: () => () => undefined },
    );
    await expect(failing.get('acme')).rejects.toThrow('away');
    await expect(failing.get('acme')).rejects.toThrow('away');
    expect(await failing.getByDomain('acme.example')).toBe(acme);
    await failing.onApplicationShutdown();
  });
});
