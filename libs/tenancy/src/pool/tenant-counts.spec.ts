import { OTHER_TENANTS, TenantCounts } from './tenant-counts.js';

describe('the counts by tenant', () => {
  let now: number;
  let counts: TenantCounts;

  beforeEach(() => {
    now = 0;
    counts = new TenantCounts(2, () => now);
  });

  const add = (...slugs: string[]) => slugs.forEach((slug) => counts.add(slug));
  const seen = () => Object.fromEntries(counts.counts());

  it('have as many rows as allowed, and count everybody else together', () => {
    add('a', 'b', 'c', 'a', 'd');
    expect(seen()).toEqual({ a: 2, b: 1, [OTHER_TENANTS]: 2 });
  });

  it('give the longest unused row to a newcomer when its tenant has been away', () => {
    add('a', 'b');
    now = 5 * 60_000;
    add('a');
    now = 11 * 60_000;
    add('c', 'd');
    expect(seen()).toEqual({ a: 2, c: 1, [OTHER_TENANTS]: 1 });
  });

  it('let no slug be taken for the others', () => {
    expect(OTHER_TENANTS).not.toMatch(/^[a-z]/);
  });
});
