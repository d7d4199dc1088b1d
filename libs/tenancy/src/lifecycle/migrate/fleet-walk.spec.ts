import { setTimeout as delay } from 'node:timers/promises';
import type { Tenant } from '../../tenant.js';
import { type FleetPace, FleetWalk } from './fleet-walk.js';

/** `a1` and `a2` share the tables of lane `a`; `s…` is skipped. */
const members = (slugs: string) =>
  slugs.split(' ').map((slug) => ({
    tenant: { slug } as Tenant,
    lane: slug.length > 1 ? slug[0]! : slug,
    ...(slug.startsWith('s') && { skip: 'is current' }),
  }));

async function walk(slugs: string, pace: FleetPace, broken = '') {
  const [atWork, begun] = [new Set<string>(), [] as string[]];
  let most = 0;
  let clashes = 0;
  const report = await new FleetWalk(pace, async ({ slug }) => {
    begun.push(slug);
    if ([...atWork].some((other) => other[0] === slug[0])) clashes += 1;
    atWork.add(slug);
    most = Math.max(most, atWork.size);
    await delay(2);
    atWork.delete(slug);
    if (broken.split(' ').includes(slug)) throw new Error('broken');
  }).over(members(slugs));
  return { report, begun, most, clashes };
}

describe('A walk over a fleet', () => {
  it('works on as many at once as it may, and on one without a word about it', async () => {
    expect((await walk('b c d e f g', { parallel: 3 })).most).toBe(3);
    expect((await walk('b c d e f g', {})).most).toBe(1);
  });

  it('never works on two at once that share tables', async () => {
    const { report, clashes } = await walk('a1 a2 b1 a3 b2 c', { parallel: 4 });
    expect(clashes).toBe(0);
    expect(report.succeeded.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c']);
  });

  it('begins with canaries, which are never skipped ones', async () => {
    const { report, begun } = await walk('s1 b s2 c d e', { canary: 2, parallel: 4 }, 'c');
    expect(begun).toEqual(['b', 'c']);
    expect(report).toMatchObject({ succeeded: ['b'], skipped: [], interrupted: true, stoppedBy: 'canary' });
  });

  it('is not interrupted by a canary that was the last one', async () => {
    const { report } = await walk('b', { canary: 3 }, 'b');
    expect(report).toMatchObject({ failed: [{ tenant: 'b' }], interrupted: false });
  });

  it('stops after so many failures, and lets end what is at work', async () => {
    const { report, begun } = await walk('b c d e f g', { parallel: 2, maxFailures: 1 }, 'b');
    expect(begun.length).toBeLessThan(4);
    expect(report).toMatchObject({ interrupted: true, stoppedBy: 'max_failures' });
    expect(report.succeeded).toContain('c');
  });

  it('tells how far it is, skipped ones too', async () => {
    const seen: string[] = [];
    await walk('s1 b c', { onProgress: (done, total) => seen.push(`${done}/${total}`) });
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
  });
});
