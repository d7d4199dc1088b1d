import { spawnSync } from 'node:child_process';
import { OperationRunner, OperationStore, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import { Tenancy, TenantNotFoundError } from '@tenantry/nest';
import { TEST_ENGINES, useThrowawayServer } from '@tenantry/nest/testing';
import { newOwner } from '../../libs/tenancy/src/operations/process-identity.js';
import { Provision } from '../../libs/tenancy/src/lifecycle/provision/provision.js';
import { LibraryProgram, newTenant, Note, Notes } from './library-program.js';

/** The name that a runner of a process that has ended went by. */
function deadOwner(): string {
  const { pid } = spawnSync('true');
  const [space, , ...rest] = newOwner().split('|');
  return [space, pid, ...rest].join('|');
}

/** Where the first process stops for ever, as if it had been killed there. */
interface Kill {
  step: string;
  when: 'before' | 'after';
  phase: 'run' | 'undo';
  reached: () => void;
}

const STEPS = [
  'reserve',
  'create store',
  'mark store',
  'create role',
  'migrate',
  'company',
  'administrator',
  'activate',
];

describe.each(TEST_ENGINES)('a process that is killed while it makes a tenant on %s', (engine) => {
  const server = useThrowawayServer(engine);
  let killed: LibraryProgram;
  let next: LibraryProgram;
  let kill: Kill | undefined;
  let letGo: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));

  const platformSteps = (program: () => LibraryProgram) =>
    ['company', 'administrator'].map((name) => ({
      name,
      run: async () => {
        const notes = program().get(Notes).repository;
        if (await notes.existsBy({ text: name })) return;
        await notes.insert(Object.assign(new Note(), { text: name }));
      },
      undo: async () => undefined,
    }));

  const stopHere = async (step: string, phase: Kill['phase'], work: () => Promise<void>): Promise<void> => {
    const mine = kill?.step === step && kill.phase === phase ? kill : undefined;
    if (mine?.when !== 'before') await work();
    if (!mine) return;
    mine.reached();
    await gate;
    throw new Error('a killed process does nothing');
  };

  beforeAll(async () => {
    const controlUrl = await server().createControl();
    const start = (program: () => LibraryProgram) =>
      LibraryProgram.start({ server: server(), controlUrl, steps: platformSteps(program) });
    killed = await start(() => killed);
    next = await start(() => next);
    const provision = killed.get(Provision);
    const steps = provision.steps.bind(provision);
    Object.assign(killed.get(OperationRunner), { owner: deadOwner() });
    provision.steps = () =>
      steps().map((step) => ({
        name: step.name,
        run: (context) => stopHere(step.name, 'run', () => step.run(context)),
        undo: (context, reached) => stopHere(step.name, 'undo', async () => step.undo?.(context, reached)),
      }));
  });
  afterAll(async () => {
    letGo();
    await killed?.close();
    await next?.close();
  });

  /** Two runs at once would be all that the killed one may have; each case needs its own. */
  const makeRoom = () => Object.assign(killed.get(OperationRunner), { inFlight: 0 });
  const killAt = (at: Omit<Kill, 'reached'>): Promise<void> =>
    new Promise((reached) => {
      makeRoom();
      kill = { ...at, reached };
    });

  const cases = STEPS.flatMap((step, index) =>
    (['before', 'after'] as const).map((when) => ({ step, when, slug: `killed-${when}-${index}` })),
  );

  it.each(cases)(
    '$when the work of "$step" is written down: the next one completes it',
    async ({ step, when, slug }) => {
      const reached = killAt({ step, when, phase: 'run' });
      const { tenant, operationId } = await killed.get(TenantCreator).create(newTenant(slug));
      await reached;

      await next.get(OperationRunner).resume();
      await next.get(OperationRunner).finished(operationId);

      expect(await next.get(TenantCatalog).get(slug)).toMatchObject({ id: tenant.id, status: 'active' });
      const operation = await next.get(OperationRunner).get(operationId);
      expect(operation).toMatchObject({ status: 'succeeded', done: STEPS.length });
      const notes = await next
        .get(Tenancy)
        .run(slug, () => next.get(Notes).repository.find({ order: { text: 'ASC' } }));
      expect(notes.map(({ text }) => text)).toEqual(['administrator', 'company']);
    },
  );

  it.each(['before', 'after'] as const)(
    '%s a step of a cancellation is undone: the next one completes it',
    async (when) => {
      const slug = `cancelled-${when}`;
      const reached = killAt({ step: 'administrator', when: 'before', phase: 'run' });
      const { operationId } = await killed.get(TenantCreator).create(newTenant(slug));
      await reached;
      await next.get(OperationRunner).cancel(operationId);
      await expect(next.get(OperationRunner).finished(operationId)).rejects.toThrow(/cancelled/);
      await expect(next.get(TenantCatalog).get(slug)).rejects.toThrow(TenantNotFoundError);
      const steps = await next.get(OperationStore).stepsOf([operationId]);
      expect(steps.map(({ status }) => status)).toEqual([...Array(7).fill('undone'), 'pending']);
    },
  );

  it('leaves an operation alone that a living process works on', async () => {
    const slug = 'alive';
    const reached = killAt({ step: 'migrate', when: 'before', phase: 'run' });
    const owner = killed.get(OperationRunner).owner;
    Object.assign(killed.get(OperationRunner), { owner: newOwner() });
    const { operationId } = await killed.get(TenantCreator).create(newTenant(slug));
    await reached;
    Object.assign(killed.get(OperationRunner), { owner });
    await next.get(OperationRunner).resume();
    const operation = await next.get(OperationRunner).get(operationId);
    expect(operation.claimedBy).not.toBe(next.get(OperationRunner).owner);
    expect(operation.status).toBe('running');
  });
});

describe.each(TEST_ENGINES)('a program that stops while it makes a tenant on %s', (engine) => {
  const server = useThrowawayServer(engine);

  it('ends its step, and its next start goes on', async () => {
    const controlUrl = await server().createControl();
    let entered = (): void => undefined;
    let goOn = (): void => undefined;
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const ran: string[] = [];
    const company = {
      name: 'company',
      run: async () => {
        entered();
        await gate;
        ran.push('company');
      },
    };
    const administrator = { name: 'administrator', run: async () => void ran.push('administrator') };
    const options = { server: server(), controlUrl, steps: [company, administrator] };

    const first = await LibraryProgram.start(options);
    const { operationId } = await first.get(TenantCreator).create(newTenant('acme'));
    await inside;
    const closed = first.close();
    goOn();
    await closed;
    expect(ran).toEqual(['company']);

    const second = await LibraryProgram.start(options);
    await second.get(OperationRunner).resume();
    await second.get(OperationRunner).finished(operationId);
    expect(ran).toEqual(['company', 'administrator']);
    expect((await second.get(TenantCatalog).get('acme')).status).toBe('active');
    await second.close();
  });
});
