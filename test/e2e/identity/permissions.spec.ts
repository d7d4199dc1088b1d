import {
  expectStatus,
  type HttpClient,
  OWNER_PASSWORD,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';

type Operation = { 'x-roles'?: string[]; security: unknown[] };
type Document = {
  info: { description: string };
  paths: Record<string, Record<string, Operation>>;
};

interface Route {
  readonly method: string;
  readonly path: string;
  readonly roles: string[] | undefined;
}

const ROLES = [
  ...['admin', 'manager', 'sales', 'accountant', 'viewer'],
  ...['hr', 'warehouse', 'practitioner', 'reception', 'employee'],
];
const PARAMETERS: Record<string, string> = { period: '2001-01', year: '2001' };
const SOME_ID = '0198c3a1-7d2e-7000-8000-000000000001';
/** Everybody's own account. */
const OWN = /^\/api\/auth\//;
/** Who may is said by the area that the form names: see test/e2e/http/files.spec.ts. */
const BY_AREA = '/api/files';
/** Computes, and stores nothing. */
const PREVIEW = '/api/sales/invoices/preview';

describe('Permissions', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let document: Document;
  let routes: Route[];
  const people: Record<string, HttpClient> = {};

  beforeAll(async () => {
    platform = await startPlatform({
      engine: 'sqlite',
      env: { RATE_LIMIT_PER_TENANT: '100000', RATE_LIMIT_PER_ADDRESS: '100000' },
    });
    acme = await platform.createTenant({ slug: 'acme', multiLocation: true });
    document = (await acme.get<Document>('/docs-json')).body;
    routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security }]) => security.length > 0)
        .map(([method, operation]) => ({ method: method.toUpperCase(), path, roles: operation['x-roles'] })),
    );
    for (const role of ROLES) {
      const email = `${role}@acme.test`;
      await expectStatus(201, acme.post('/api/users', { email, name: role, role, password: OWNER_PASSWORD }));
      people[role] = await platform.signIn('acme.localhost', { email, password: OWNER_PASSWORD });
    }
  });
  afterAll(() => platform?.close());

  const isWrite = ({ method, path }: Route): boolean =>
    method !== 'GET' && path !== PREVIEW && path !== BY_AREA && !OWN.test(path);
  const answer = async (role: string, { method, path }: Route): Promise<[number, string | undefined]> => {
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? SOME_ID);
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    const { status, body: told } = await people[role]!.send(method, url, { body });
    return [status, told?.code];
  };
  const open = async (role: string, wanted: Route[]): Promise<string[]> => {
    const found: string[] = [];
    for (const route of wanted) {
      const [status, code] = await answer(role, route);
      if (status !== 403 || code !== 'forbidden')
        found.push(`${route.method} ${route.path} ${status} ${code}`);
    }
    return found;
  };

  it('name the roles of every write, in the document too', () => {
    const writes = routes.filter(isWrite);
    expect(writes.length).toBeGreaterThan(40);
    expect(writes.filter(({ roles }) => roles === undefined)).toEqual([]);
  });

  it('let a viewer write nothing', async () => {
    expect(await open('viewer', routes.filter(isWrite))).toEqual([]);
  });

  it('let sales people see nothing of the ledger', async () => {
    const ledger = routes.filter(
      ({ path }) => path.startsWith('/api/accounting/') && !path.startsWith('/api/accounting/tax-rates'),
    );
    expect(ledger.length).toBeGreaterThan(20);
    expect(await open('sales', ledger)).toEqual([]);
  });

  it('let an accountant make no users, and read none', async () => {
    const users = routes.filter(({ path }) => /^\/api\/(users|invitations)/.test(path));
    expect(users.length).toBeGreaterThan(7);
    expect(await open('accountant', users)).toEqual([]);
  });

  it.each(ROLES)('are for %s what the document says', async (role) => {
    for (const route of routes.filter(({ roles }) => roles)) {
      const [status, code] = await answer(role, route);
      const refused = status === 403 && code === 'forbidden';
      expect([route.method, route.path, refused]).toEqual([
        route.method,
        route.path,
        !route.roles?.includes(role),
      ]);
    }
  });

  it('stand as a table in the document', () => {
    expect(document.info.description).toContain('| ledger | rw | rw | r | - | rw | r | - | - | - | - | - |');
  });
});
