import { connect } from 'node:net';
import {
  describeEngines,
  dropUnlessFailed,
  throwawayServer,
  type ThrowawayServer,
} from '@tenantry/nest/testing';
import { inDatabase } from '../support/store-copies.js';
import {
  expectStatus,
  type HttpClient,
  type Json,
  OPERATOR,
  settingsOf,
  type TestEngine,
} from '../support/index.js';
import { ProgramProcess } from '../support/program-process.js';

const PERSON = { name: 'Jane Secretname', email: 'jane.secret@mail.example', taxNumber: 'XSECRET99' };
const PASSWORD = 'a secret Passphrase 4711';
const OWNER = { email: 'owner@acme.example', password: PASSWORD };

/** Makes every insert into a table fail, by a fault that the program doesn't expect. */
const SABOTAGE: Record<TestEngine, (table: string) => string> = {
  // Its message quotes nothing, its detail the whole row.
  postgres: (table) => `
    CREATE FUNCTION boom() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.name = NULL; RETURN NEW; END';
    CREATE TRIGGER boom BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION boom()`,
  mysql: (table) => `ALTER TABLE ${table} ADD COLUMN boom int NOT NULL`,
  sqlite: (table) =>
    `CREATE TRIGGER boom BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'the disk is in pieces'); END`,
};

describeEngines('The log of the running program on %s', (engine) => {
  let server: ThrowawayServer;
  let program: ProgramProcess;
  let owner: HttpClient;
  let operator: HttpClient;
  let urls: { control: string; store: string };

  beforeAll(async () => {
    server = await throwawayServer(engine);
    const env: Record<string, string> = { ...(await settingsOf(server)), LOG_LEVEL: 'info' };
    program = await ProgramProcess.start(env);
    operator = await signIn('admin.localhost', OPERATOR);
    const asked = { slug: 'acme', name: 'Acme', adminEmail: OWNER.email, adminPassword: OWNER.password };
    const { body } = await expectStatus(201, operator.post('/api/tenants?wait=true', asked));
    owner = await signIn('acme.localhost', OWNER);
    urls = { control: env['DEFAULT_DATABASE_URL'] ?? fileOf('control'), store: storeUrl(body) };
  });
  afterAll(async () => {
    await program?.stop();
    if (server) await dropUnlessFailed(server);
  });

  const fileOf = (name: string): string => `sqlite:${server.folder}/${name}.sqlite3`;
  const storeUrl = ({ store }: Json): string =>
    engine === 'sqlite'
      ? fileOf(`tenants/${store}`)
      : Object.assign(new URL(server.url), { pathname: `/${store}` }).href;

  async function signIn(host: string, credentials: object): Promise<HttpClient> {
    const client = program.client(host);
    const { body } = await expectStatus(200, client.post('/api/auth/login', credentials));
    return client.as(body.accessToken as string);
  }

  const sabotage = (url: string, table: string): Promise<void> => {
    const kind: TestEngine = url.startsWith('sqlite:')
      ? 'sqlite'
      : url.startsWith('mysql')
        ? 'mysql'
        : 'postgres';
    return inDatabase(kind, url, async (run) => void (await run(SABOTAGE[kind](table))));
  };

  /** The lines of a request, when the line that ends it is there. */
  async function linesOf(id: string): Promise<Record<string, Json>[]> {
    await program.said(new RegExp(`"context":"Request"[^\n]*${id}`));
    return program.lines.filter(({ requestId }) => requestId === id);
  }

  it('shows a failed statement of a tenant without its values', async () => {
    await sabotage(urls.store, 'customers');
    const answer = await owner.post('/api/sales/customers', PERSON);
    const lines = await linesOf(String(answer.headers['x-request-id']));
    expect(answer.status).toBe(500);
    expect(lines.find(({ level }) => level === 'error')).toMatchObject({
      tenant: 'acme',
      err: { type: 'QueryFailedError', query: expect.stringContaining('INSERT INTO') },
    });
    expect(JSON.stringify(lines)).not.toMatch(/Secretname|mail\.example|XSECRET99/);
  });

  it('shows no hash and no address of an operator who can not be stored', async () => {
    await sabotage(urls.control, 'operators');
    const { password: currentPassword } = OPERATOR;
    const asked = { email: PERSON.email, name: PERSON.name, password: PASSWORD, currentPassword };
    const answer = await operator.post('/api/operators', asked);
    expect(answer.status).toBe(500);
    const lines = await linesOf(String(answer.headers['x-request-id']));
    expect(lines.find(({ level }) => level === 'error')).toMatchObject({ err: { type: 'QueryFailedError' } });
  });

  it('has no errors for clients that go away in the middle of a body', async () => {
    const socket = connect(program.port, '127.0.0.1');
    const head = ['POST /api/auth/login HTTP/1.1', 'host: acme.localhost', 'content-type: application/json'];
    socket.end([...head, 'content-length: 1000', 'x-request-id: goes-away', '', '{"email":'].join('\r\n'));
    await program.said(/goes-away/);
    expect(program.lines.filter(({ err }) => /abort/i.test(JSON.stringify(err ?? '')))).toEqual([]);
  });

  it('has no errors for files that are refused, which are then no attachments', async () => {
    for (const query of ['format=csv&sort=bad', 'format=csv&limit=0']) {
      const answer = await owner.get(`/api/sales/customers?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.headers['content-disposition']).toBeUndefined();
      const lines = await linesOf(String(answer.headers['x-request-id']));
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    }
  });

  it('names the caller’s id beside its own, cut and printable', async () => {
    const headers = { 'x-request-id': `trace"${'x'.repeat(200)}` };
    const answer = await owner.get('/api/auth/me', { headers });
    const [line] = await linesOf(String(answer.headers['x-request-id']));
    expect(line).toMatchObject({ callersId: `trace"${'x'.repeat(74)}` });
  });

  it('holds no secret of all that was sent', () => {
    expect(program.written).not.toMatch(/\$argon2|Secretname|secret@|XSECRET99|secret Passphrase/);
    expect(program.written).not.toContain(owner.token);
    expect(program.written).not.toMatch(/"parameters"|"driverError"|"sql"/);
  });
});
