import {
  describeEngines,
  expectStatus,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly tenant?: string;
  readonly store?: string;
  readonly event?: string;
  readonly query?: string;
  readonly ms?: number;
}

describeEngines('The log with LOG_LEVEL=debug on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let metrics: string;
  const lines: Line[] = [];

  beforeAll(async () => {
    // pino writes to the descriptor itself; what it would have written is read from there.
    const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
    const write = fs.writeSync;
    const spy = jest
      .spyOn(fs, 'writeSync')
      .mockImplementation((fd: number, text: string | NodeJS.ArrayBufferView, ...rest: unknown[]) => {
        if (fd !== 1 || typeof text !== 'string')
          return Reflect.apply(write, fs, [fd, text, ...rest]) as number;
        for (const line of text.split('\n').filter(Boolean)) lines.push(JSON.parse(line) as Line);
        return Buffer.byteLength(text);
      });
    platform = await startPlatform({ engine, env: { LOG_LEVEL: 'debug', SLOW_STATEMENT_MS: '0' } });
    acme = await platform.createTenant({ slug: 'acme' });
    await expectStatus(201, acme.post('/api/sales/customers', { name: 'SECRETNAME' }));
    await expectStatus(200, acme.get("/api/sales/customers?q=SECRETWORD'"));
    metrics = (await (await platform.operator()).get('/api/metrics')).raw.toString('utf8');
    spy.mockRestore();
  });
  afterAll(() => platform?.close());

  it('shows statements with their time, tenant and store, without what is in them', () => {
    const insert = lines.find(({ query }) => query?.startsWith('INSERT INTO') && query.includes('customers'));
    const store = expect.stringMatching(/acme$/);
    expect(insert).toMatchObject({ level: 'debug', tenant: 'acme', store, ms: expect.any(Number) });
    expect(JSON.stringify(lines)).not.toMatch(/SECRETNAME|SECRETWORD|argon2id/);
  });

  it('says when a store is opened', () => {
    const opened = lines.filter(({ event }) => event === 'opened');
    expect(opened).toContainEqual(expect.objectContaining({ tenant: 'acme', level: 'debug' }));
  });

  it('has the time of statements by tenant in the metrics', () => {
    expect(metrics).toMatch(/tenantry_tenant_statement_seconds_total\{tenant="acme"\} \d+\.\d+/);
    expect(metrics).toMatch(/tenantry_tenant_statement_errors_total\{tenant="_other"\} 0/);
    expect(metrics).toContain('tenantry_tenant_slow_statements_total');
  });
});
