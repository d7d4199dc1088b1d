import {
  checkTenantIsolation,
  describeTenantIsolation,
  type IsolationReport,
  type IsolationSubject,
  TEST_STORES,
  useThrowawayServer,
} from '@tenantry/nest/testing';
import { type Leak, openHarbours } from './harbour/harbour.app.js';

const LOAD = { clients: 12, requests: 15 };

describe.each(TEST_STORES)('on %s by %s', (engine, isolation) => {
  const server = useThrowawayServer(engine);

  describeTenantIsolation('A program of its own entities and routes', {
    boot: () => openHarbours(server(), { isolation, tenants: 6 }),
    load: LOAD,
  });
});

describe('The conformance kit', () => {
  const server = useThrowawayServer('sqlite');
  let subject: IsolationSubject | undefined;

  afterEach(async () => {
    await subject?.close?.();
    subject = undefined;
  });

  const reportOf = async (leak?: Leak): Promise<IsolationReport> => {
    const corner = { ...server(), createControl: () => server().createDatabase(`control_${leak ?? 'none'}`) };
    const prefix = `${server().prefix}${(leak ?? 'none').replace(' ', '_')}_`;
    subject = await openHarbours({ ...corner, prefix }, { tenants: 3, ...(leak && { leak }) });
    return checkTenantIsolation(subject, LOAD);
  };
  const broken = ({ cases }: IsolationReport, kind: 'leaks' | 'faults') =>
    cases.filter((one) => one[kind].length > 0).map(({ name }) => name);

  it('reports a sound application as isolated, and how much it did to know', async () => {
    const report = await reportOf();
    expect(report).toMatchObject({ isIsolated: true });
    expect(report.cases.flatMap(({ leaks, faults }) => [...leaks, ...faults])).toEqual([]);
    expect(report.cases[0]?.counts).toMatchObject({
      aborted: expect.any(Number),
      refused: expect.any(Number),
      committed: expect.any(Number),
      'rolled back': expect.any(Number),
      evicted: expect.any(Number),
    });
  });

  it.each([
    ['cache', 'leaks', /under load/, /saw a row of town-\d in GET \/boats/],
    ['register', 'leaks', /id of another tenant/, /GET \/boats\/.* took an id of another tenant/],
    ['pass', 'leaks', /user of A/, /let in a user of town-0/],
    ['swallowed failure', 'faults', /what failed/, /kept a row of a request or transaction that failed/],
  ] as const)('finds the deliberate %s', async (leak, kind, name, finding) => {
    const report = await reportOf(leak);
    expect(report.isIsolated).toBe(false);
    expect(broken(report, kind).join('\n')).toMatch(name);
    expect(report.cases.flatMap((one) => one[kind]).join('\n')).toMatch(finding);
  });
});
