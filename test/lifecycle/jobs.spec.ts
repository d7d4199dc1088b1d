import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import {
  JobEntity,
  JobQueue,
  JobWorker,
  OperationRunner,
  Outbox,
  OutboxEntry,
  type RunningJob,
  Schedules,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { type IsolationName, Tenancy, TenantModule } from '@tenantry/nest';
import { useThrowawayServer, type TestEngine } from '@tenantry/nest/testing';
import { DataSource } from 'typeorm';
import { OutboxInit1763003100000 } from '../../migrations/tenant/outbox/1763003100000-outbox-init.js';
import { newOwner } from '../../libs/tenancy/src/operations/process-identity.js';
import { LibraryProgram, newTenant, Note, Notes } from './library-program.js';

const KINDS: [TestEngine, IsolationName][] = [
  ['sqlite', 'database'],
  ['postgres', 'database'],
  ['postgres', 'schema'],
  ['postgres', 'row'],
  ['mysql', 'database'],
];

/** The name that a worker of a process that has ended went by. */
function deadOwner(): string {
  const { pid } = spawnSync('true');
  const [space, , ...rest] = newOwner().split('|');
  return [space, pid, ...rest].join('|');
}

async function until(condition: () => Promise<boolean> | boolean, mostMs = 20_000): Promise<void> {
  const end = Date.now() + mostMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await setTimeout(10);
  }
}

describe.each(KINDS)('Jobs and outboxes on %s, by %s', (engine, isolation) => {
  const server = useThrowawayServer(engine);
  const programs: LibraryProgram[] = [];
  let controlUrl: string;
  let here: LibraryProgram;
  let queue: JobQueue;
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  const ran: { program: number; who: string; n: unknown }[] = [];
  const delivered: { tenant: string; payload: unknown; id: string }[] = [];
  const begun: string[] = [];
  let fails = 0;
  let deliveryFails = 0;

  const start = async (): Promise<LibraryProgram> => {
    const number = programs.length;
    const program = await LibraryProgram.start({
      server: server(),
      controlUrl,
      stores: { isolation },
      clock,
      modules: [TenantModule.forFeature([OutboxEntry], { migrations: [OutboxInit1763003100000] })],
    });
    const tenancy = program.get(Tenancy);
    const jobs = program.get(JobQueue);
    jobs.register({
      kind: 'note',
      scope: 'tenant',
      maxAttempts: 3,
      run: async ({ payload, tenant }: RunningJob) => {
        begun.push(tenancy.current().slug);
        if (payload['fail'] === true && (fails += 1)) throw new Error(`No ${tenant?.slug}`);
        await program.get(Notes).repository.insert(Object.assign(new Note(), { text: `${payload['text']}` }));
        ran.push({ program: number, who: tenancy.current().slug, n: payload['n'] });
      },
    });
    jobs.register({
      kind: 'tick',
      scope: 'platform',
      run: async () => void ran.push({ program: number, who: 'platform', n: 0 }),
    });
    program.get(Outbox).register('letter', async ({ id, payload }) => {
      if (deliveryFails > 0 && (deliveryFails -= 1) >= 0) throw new Error('No post today.');
      delivered.push({ tenant: tenancy.current().slug, payload, id });
    });
    programs.push(program);
    return program;
  };
  const tenantOf = async (slug: string) => {
    const { id } = await here.get(TenantCatalog).get(slug);
    return { id, slug };
  };
  const inTenant = <R>(slug: string, work: () => Promise<R>, program = here) =>
    program.get(Tenancy).run(slug, work);
  const textsOf = (slug: string) =>
    inTenant(slug, async () => (await here.get(Notes).repository.find()).map(({ text }) => text).toSorted());
  const isQuiet = async () => (await queue.query().andWhere('job.deadAt IS NULL').getCount()) === 0;
  const control = () => here.app.get<DataSource>('ControlDataSource', { strict: false });

  beforeAll(async () => {
    controlUrl = await server().createControl();
    here = await start();
    queue = here.get(JobQueue);
    for (const slug of ['acme', 'globex']) {
      const { operationId } = await here.get(TenantCreator).create(newTenant(slug));
      await here.get(OperationRunner).finished(operationId);
    }
    here.get(JobWorker).start();
  }, 120_000);
  beforeEach(() => {
    ran.length = 0;
    begun.length = 0;
    delivered.length = 0;
  });
  afterAll(async () => {
    for (const program of programs) {
      await program.get(JobWorker).stop();
      await program.close();
    }
  });

  it('run a job in the tenant it was added for, many at once, after failures too', async () => {
    const [acme, globex] = [await tenantOf('acme'), await tenantOf('globex')];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        Promise.all([
          queue.add({ kind: 'note', tenant: acme, payload: { text: 'of acme' } }),
          queue.add({ kind: 'note', tenant: globex, payload: { text: 'of globex' } }),
          n % 5 === 0 && queue.add({ kind: 'note', tenant: acme, payload: { fail: true, text: 'never' } }),
        ]),
      ),
    );
    await until(() => ran.length === 40);
    expect(await textsOf('acme')).toEqual(Array.from({ length: 20 }, () => 'of acme'));
    expect(await textsOf('globex')).toEqual(Array.from({ length: 20 }, () => 'of globex'));
    ahead += 86_400_000;
    await until(async () => {
      ahead += 3_600_000;
      return (await queue.query({ state: 'dead' }).getCount()) === 4;
    });
    expect(fails).toBe(12);
    const [dead] = await queue.query({ state: 'dead' }).getMany();
    expect(dead).toMatchObject({ attempts: 3, lastError: 'No acme', claimedBy: null });
    expect(await queue.counts()).toMatchObject([{ kind: 'note', waiting: 0, running: 0, dead: 4 }]);
    await queue.retry(dead!.id);
    await expect(queue.retry(dead!.id)).rejects.toMatchObject({ code: 'conflict' });
    await control().manager.createQueryBuilder().delete().from(JobEntity).execute();
  });

  it('begin once they are due, one of a key at a time', async () => {
    const acme = await tenantOf('acme');
    const note = async (): Promise<void> => {
      const before = ran.length;
      await queue.add({ kind: 'note', tenant: acme });
      await until(() => ran.length === before + 1);
    };
    const later = {
      kind: 'note',
      tenant: acme,
      key: 'once',
      runAt: new Date(clock.now().getTime() + 60_000),
    };
    expect(await queue.add(later)).toBe(true);
    expect(await queue.add(later)).toBe(false);
    // Whoever looks for these looks past the one that is not due.
    for (let n = 0; n < 3; n += 1) await note();
    expect(await control().manager.countBy(JobEntity, { key: 'once', attempts: 0 })).toBe(1);
    ahead += 61_000;
    await until(() => ran.length === 4);
    await until(isQuiet);
    await expect(queue.add({ kind: 'note' })).rejects.toThrow('tenant');
    await expect(queue.add({ kind: 'unheard' })).rejects.toThrow('unheard');
  });

  it('are fair: one job of B waits for no more than the slots, whatever A has queued', async () => {
    const [acme, globex] = [await tenantOf('acme'), await tenantOf('globex')];
    const rows = Array.from({ length: 300 }, (_, n) =>
      queue.add({ kind: 'note', tenant: acme, payload: { n } }, control().manager),
    );
    await Promise.all(rows);
    await queue.add({ kind: 'note', tenant: globex });
    const before = begun.length;
    await until(() => begun.includes('globex'));
    expect(begun.indexOf('globex') - before).toBeLessThanOrEqual(5);
    await control()
      .manager.createQueryBuilder()
      .delete()
      .from(JobEntity)
      .where('claimed_by IS NULL')
      .execute();
    await until(isQuiet);
  });

  it('go on where a process died, and are not done twice by two that live', async () => {
    const acme = await tenantOf('acme');
    const owner = deadOwner();
    const id = '0192aaaa-0000-7000-8000-000000000001';
    await queue.add({ id, kind: 'note', tenant: acme, runAt: new Date(clock.now().getTime() + 600_000) });
    const held = { claimedBy: owner, claimedUntil: new Date(Date.now() + 30_000), runAt: clock.now() };
    await control().manager.update(JobEntity, { id }, held);
    await until(() => ran.length === 1, 45_000);
    if (controlUrl.startsWith('sqlite')) return;
    const there = await start();
    there.get(JobWorker).start();
    ran.length = 0;
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => queue.add({ kind: 'note', tenant: acme, payload: { n } })),
    );
    await until(isQuiet);
    expect(ran).toHaveLength(60);
    expect(new Set(ran.map(({ n }) => n)).size).toBe(60);
    expect(new Set(ran.map(({ program }) => program)).size).toBe(2);
    await here.get(JobWorker).stop();
    ran.length = 0;
    await queue.add({ kind: 'note', tenant: acme });
    await until(() => ran.length === 1);
    here = there;
    queue = there.get(JobQueue);
  }, 90_000);

  it('are added by schedules: of two processes one fires, and what was missed fires once', async () => {
    const other = await start();
    for (const program of [here, other])
      program.get(Schedules).register({ name: 'hourly', cron: '0 * * * *', job: { kind: 'tick' } });
    const look = () => Promise.all([here, other].map((program) => program.get(Schedules).fireDue()));
    const hourly = (fired: string[][]) => fired.flat().filter((name) => name === 'hourly');
    expect(hourly(await look())).toEqual([]);
    ahead += 3_600_000;
    const ticks = () => ran.filter(({ who }) => who === 'platform').length;
    expect(hourly(await look())).toEqual(['hourly']);
    await until(() => ticks() === 1);
    expect(hourly(await look())).toEqual([]);
    ahead += 10 * 3_600_000;
    expect(hourly(await look())).toEqual(['hourly']);
    await until(() => ticks() === 2);
  });

  it('deliver what left a transaction, in its tenant alone, and nothing of one that was rolled back', async () => {
    const outbox = here.get(Outbox);
    const source = () => here.get(Tenancy).dataSource();
    const post = (slug: string, ending?: Error) =>
      inTenant(slug, () =>
        source().transaction(async () => {
          await outbox.add('letter', { from: slug });
          if (ending) throw ending;
        }),
      );
    deliveryFails = 3;
    await Promise.all([
      ...Array.from({ length: 10 }, () => post('acme')),
      ...Array.from({ length: 10 }, () => post('globex')),
      expect(post('acme', new Error('No.'))).rejects.toThrow('No.'),
    ]);
    await until(() => delivered.length >= 17);
    await until(async () => {
      ahead += 60_000;
      return delivered.length === 20;
    });
    expect(delivered.every(({ tenant, payload }) => (payload as { from: string }).from === tenant)).toBe(
      true,
    );
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(20);
    await until(isQuiet);
    for (const slug of ['acme', 'globex'])
      expect(await inTenant(slug, () => source().manager.count(OutboxEntry))).toBe(0);
    expect(delivered).toHaveLength(20);
  });

  it('never open what lies in the outbox of another tenant, and find again what lost its job', async () => {
    const outbox = here.get(Outbox);
    const manager = () => here.get(Tenancy).dataSource().manager;
    const kept = await inTenant('acme', async () => {
      const id = await outbox.add('letter', { from: 'acme' });
      return (await manager().findOneBy(OutboxEntry, { id }))!;
    });
    await until(isQuiet);
    delivered.length = 0;
    const moved = { ...kept, createdAt: new Date(Date.now() - 86_400_000) };
    await inTenant('globex', () => manager().insert(OutboxEntry, moved));
    expect(await inTenant('globex', () => outbox.adopt())).toBe(1);
    await until(async () => (await queue.query().getOne())?.lastError !== null);
    expect(delivered).toEqual([]);
    await inTenant('globex', () => manager().delete(OutboxEntry, { id: kept.id }));
    await control().manager.createQueryBuilder().delete().from(JobEntity).execute();
    await inTenant('acme', () => manager().insert(OutboxEntry, moved));
    await inTenant('acme', () => outbox.adopt());
    await until(() => delivered.length === 1);
    expect(delivered[0]).toMatchObject({ tenant: 'acme', id: kept.id });
  });
});
