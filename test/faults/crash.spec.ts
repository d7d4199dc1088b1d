import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { TestEngine } from '@tenantry/nest/testing';
import { dropUnlessFailed, throwawayServer, type ThrowawayServer } from '@tenantry/nest/testing';
import { compileProgram } from '../support/compiled-program.js';
import { expectStatus, freePort, HttpClient, type Json, OPERATOR, OWNER_PASSWORD } from '../support/index.js';
import { settingsOf } from '../support/platform.js';

const OWNER = 'owner@acme.test';
const ROUNDS = 3;
const AT_ONCE = 20;

/** The program in a process of its own, which can be killed and started again on the same data. */
class Program {
  private child: ChildProcess | undefined;
  private agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(
    private readonly main: string,
    private readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  async start(): Promise<void> {
    this.agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const child = spawn(process.execPath, [this.main], {
      env: { PATH: process.env['PATH'], ...this.env, PORT: `${this.port}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    // It writes where it can be reached once it listens.
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${code}.`))),
    ]);
    child.stdout.resume();
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    this.agent.destroy();
  }

  async signIn(host: string, email: string, password: string): Promise<HttpClient> {
    const client = new HttpClient({ port: this.port, host, agent: this.agent });
    const { body } = await expectStatus(200, client.post('/api/auth/login', { email, password }));
    return client.as(body.accessToken);
  }

  owner(): Promise<HttpClient> {
    return this.signIn('acme.localhost', OWNER, OWNER_PASSWORD);
  }
}

/** Every row of a list. */
async function all(client: HttpClient, path: string): Promise<Json[]> {
  const rows: Json[] = [];
  let cursor = '';
  do {
    const { body } = await expectStatus(200, client.get(`${path}limit=100${cursor}`));
    rows.push(...body.items);
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
  } while (cursor);
  return rows;
}

const ENGINES: TestEngine[] = ['sqlite', 'postgres'];

describe.each(ENGINES)('A program that is killed while it issues invoices on %s', (engine) => {
  let server: ThrowawayServer;
  let program: Program;
  const acknowledged: string[] = [];
  let unanswered = 0;

  beforeAll(async () => {
    server = await throwawayServer(engine);
    const main = compileProgram(join(server.folder, 'program'));
    program = new Program(main, await freePort(), await settingsOf(server));
    await program.start();
    const operator = await program.signIn('admin.localhost', OPERATOR.email, OPERATOR.password);
    const tenant = { slug: 'acme', name: 'Acme', adminEmail: OWNER, adminPassword: OWNER_PASSWORD };
    await expectStatus(201, operator.post('/api/tenants?wait=true', tenant));
    for (let round = 1; round <= ROUNDS; round += 1) await crash(round * 3);
  }, 480_000);

  afterAll(async () => {
    await program?.kill();
    if (server) await dropUnlessFailed(server);
  });

  /** Issues many invoices at once, kills the program after so many answers, and starts it again. */
  async function crash(answers: number): Promise<void> {
    const owner = await program.owner();
    const customer = (await expectStatus(201, owner.post('/api/sales/customers', { name: 'Customer' }))).body;
    const lines = [{ description: 'Work', quantity: '1', unitPrice: '100.00' }];
    const input = { customerId: customer.id, issueDate: '2010-01-01', lines };
    const drafts: Json[] = [];
    for (let n = 0; n < AT_ONCE; n += 1) {
      drafts.push((await expectStatus(201, owner.post('/api/sales/invoices', input))).body);
    }
    let killed: Promise<void> | undefined;
    let answered = 0;
    const issues = drafts.map(async ({ id }) => {
      const { body } = await expectStatus(200, owner.post(`/api/sales/invoices/${id}/issue`));
      acknowledged.push(body.number);
      answered += 1;
      if (answered === answers) killed = program.kill();
    });
    const results = await Promise.allSettled(issues);
    unanswered += results.filter(({ status }) => status === 'rejected').length;
    await killed;
    await program.start();
  }

  it('was killed in the midst of it', () => {
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(unanswered).toBeGreaterThan(0);
  });

  it('has every invoice that it said was issued, without a gap', async () => {
    const invoices = await all(await program.owner(), '/api/sales/invoices?status=issued&');
    const numbers = invoices.map(({ number }) => number as string).toSorted((a, b) => (a < b ? -1 : 1));
    expect(numbers).toEqual(numbers.map((_, index) => `INV-2010-${String(index + 1).padStart(6, '0')}`));
    expect(numbers).toEqual(expect.arrayContaining(acknowledged));
  });

  it('has an entry in the books for each issued invoice, and no other', async () => {
    const owner = await program.owner();
    const invoices = await all(owner, '/api/sales/invoices?status=issued&');
    const entries = await all(owner, '/api/accounting/journal-entries?source=invoice_issued&');
    const ids = (rows: Json[], field: string) => new Set(rows.map((row) => row[field] as string));
    expect(entries).toHaveLength(invoices.length);
    expect(ids(entries, 'sourceId')).toEqual(ids(invoices, 'id'));
    const path = '/api/accounting/reports/trial-balance?from=2010-01-01&to=2010-12-31';
    const { body } = await expectStatus(200, owner.get(path));
    const total = `${invoices.length * 100}.00`;
    expect([body.totalDebit, body.totalCredit]).toEqual([total, total]);
  });
});
