import { WorkInFlight } from './work-in-flight.js';

interface Caller {
  readonly tenant: string;
  readonly name: string;
}

describe('Work in flight', () => {
  let now = 0;
  const callers = (...names: string[]): Caller[] => names.map((name) => ({ tenant: name.slice(0, 1), name }));
  const limited = (limit: number) => new WorkInFlight<Caller>(limit, 250, () => now);
  const enter = (work: WorkInFlight<Caller>, caller: Caller) => work.enter(caller.tenant, caller);

  beforeEach(() => {
    now = 0;
  });

  it('lets so many work at once and keeps the others waiting', () => {
    const work = limited(2);
    expect(callers('a1', 'a2', 'a3').map((caller) => enter(work, caller))).toEqual([true, true, false]);
    expect([work.running, work.waiting]).toEqual([2, 1]);
    expect(work.next()).toBeUndefined();
  });

  it('serves waiting tenants in turns, and the callers of each in their order', () => {
    const work = limited(1);
    let [running] = callers('x1');
    enter(work, running!);
    for (const caller of callers('a1', 'a2', 'a3', 'b1', 'c1', 'c2')) enter(work, caller);
    const order: string[] = [];
    while (running) {
      work.leave(running);
      running = work.next();
      if (running) order.push(running.name);
    }
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
    expect([work.running, work.waiting]).toEqual([0, 0]);
  });

  it('serves the next when one gives up', () => {
    const work = limited(1);
    const [first, second, third] = callers('a1', 'b1', 'b2') as [Caller, Caller, Caller];
    for (const caller of [first, second, third]) enter(work, caller);
    expect(work.giveUp('b', second)).toBe(true);
    expect(work.giveUp('b', second)).toBe(false);
    work.leave(first);
    expect(work.next()).toBe(third);
  });

  it('lets nobody in before those who wait', () => {
    const work = limited(1);
    const [first, second, third] = callers('a1', 'b1', 'a2') as [Caller, Caller, Caller];
    enter(work, first);
    enter(work, second);
    work.leave(first);
    expect(enter(work, third)).toBe(false);
    expect(work.next()).toBe(second);
  });

  it('counts work that takes long no more', () => {
    const work = limited(1);
    const [long, waiting] = callers('a1', 'b1') as [Caller, Caller];
    enter(work, long);
    enter(work, waiting);
    now = 200;
    expect([work.next(), work.dueIn()]).toEqual([undefined, 50]);
    now = 250;
    expect(work.next()).toBe(waiting);
    work.leave(long);
    expect([work.running, work.dueIn()]).toEqual([1, undefined]);
  });

  it('never exceeds its limit and forgets nobody, whoever comes and goes', () => {
    const work = limited(8);
    const running = new Set<Caller>();
    const served = new Set<Caller>();
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    const start = (caller: Caller | undefined) => {
      if (!caller) return;
      expect(served.has(caller)).toBe(false);
      served.add(caller);
      running.add(caller);
      expect(running.size).toBeLessThanOrEqual(8);
    };
    const end = () => {
      const [first] = running;
      running.delete(first!);
      work.leave(first!);
      start(work.next());
    };
    for (let n = 0; n < 5_000; n += 1) {
      const caller = { tenant: `t${random(100)}`, name: String(n) };
      if (enter(work, caller)) start(caller);
      if (random(3) > 0 && running.size > 0) end();
    }
    while (running.size > 0) end();
    expect(served.size).toBe(5_000);
    expect([work.running, work.waiting]).toEqual([0, 0]);
  });
});
