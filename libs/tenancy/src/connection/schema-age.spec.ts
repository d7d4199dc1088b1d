import { schemaAge } from './schema-age.js';

const [A, B, C] = ['A1763000000001', 'B1763000000002', 'C1763000000003'] as const;
const at = (...names: string[]) => ({ version: names.at(-1) ?? null, applied: new Set(names) });

describe('The age of a schema', () => {
  it.each([
    ['all of the program', at(A, B, C), 'current'],
    ['none', at(), 'behind'],
    ['the newest, and not an older one', at(A, C), 'behind'],
    ['all, and one of a newer program', at(A, B, C, 'D1763000000004'), 'newer'],
    ['all, and an older one that the program does not know', at(A, 'X1763000000001', B, C), 'newer'],
    ['one of a newer program, and not all of this one', at(A, B, 'D1763000000004'), 'behind'],
    ['of which the newest alone is known', { version: C }, 'unknown'],
    ['of which a newer one alone is known', { version: 'D1763000000004' }, 'unknown'],
    ['of which an older one alone is known', { version: B }, 'behind'],
    ['of which nothing is known', { version: null }, 'behind'],
  ])('of a store with %s', (_what, store, age) => {
    expect(schemaAge(store, [A, B, C])).toBe(age);
  });

  it.each([
    [at(A), 'behind'],
    [at(A, B), 'current'],
    [at(A, B, C), 'newer'],
    [{ version: B }, 'current'],
    [{ version: C }, 'newer'],
  ])('counts up to a version', (store, age) => {
    expect(schemaAge(store, [A, B, C], B)).toBe(age);
  });

  it('is current where the program has no migrations', () => {
    expect([schemaAge(at(), []), schemaAge({ version: null }, [])]).toEqual(['current', 'current']);
  });
});
