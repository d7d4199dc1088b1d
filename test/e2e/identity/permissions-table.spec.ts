import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expectStatus,
  type HttpClient,
  OWNER_PASSWORD,
  startPlatform,
  type TestPlatform,
} from '../../support/index.js';

const ROLES = [
  ...['owner', 'admin', 'manager', 'sales', 'accountant', 'viewer'],
  ...['hr', 'warehouse', 'practitioner', 'reception', 'employee'],
];
const PARAMETERS: Record<string, string> = { period: '2001-01', year: '2001' };
const SOME_ID = '0198c3a1-7d2e-7000-8000-000000000001';
/** Would end the session that the test goes on with. */
const LOGOUT = 'POST /api/auth/logout';

/** Who gets through to a route (`x`), and whether somebody bound to places does when the role allows it. */
interface Line {
  readonly roles: readonly string[];
  readonly atPlaces: boolean;
}
type Document = { paths: Record<string, Record<string, { security: unknown[] }>> };

/** `| GET /api/users | x | x | - | - | - | - | - |`: see test/data/permissions.md. */
function readTable(): Map<string, Line> {
  const text = readFileSync(join(__dirname, '../../data/permissions.md'), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => /^\| [A-Z]+ \//.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  return new Map(
    rows.map(([route = '', ...marks]) => [
      route,
      { roles: ROLES.filter((_, column) => marks[column] === 'x'), atPlaces: marks[ROLES.length] === 'x' },
    ]),
  );
}

describe('The table of role, route and place', () => {
  const table = readTable();
  let platform: TestPlatform;
  let routes: string[];
  const people: Record<string, HttpClient> = {};
  const bound: Record<string, HttpClient> = {};

  beforeAll(async () => {
    const limits = { RATE_LIMIT_PER_TENANT: '0', RATE_LIMIT_PER_ADDRESS: '0' };
    platform = await startPlatform({ engine: 'sqlite', env: limits });
    const acme = await platform.createTenant({ slug: 'acme', multiLocation: true });
    const { paths } = (await acme.get<Document>('/docs-json')).body;
    routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security }]) => security.length > 0)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const place = { code: 'NORTH', name: 'North', kind: 'store' };
    const { body: north } = await expectStatus(201, acme.post('/api/locations', place));
    const user = async (role: string, locationIds: string[]): Promise<HttpClient> => {
      const email = `${role}${locationIds.length}@acme.test`;
      const input = { email, name: role, role, password: OWNER_PASSWORD, locationIds };
      await expectStatus(201, acme.post('/api/users', input));
      return platform.signIn('acme.localhost', { email, password: OWNER_PASSWORD });
    };
    people['owner'] = acme;
    for (const role of ROLES.slice(1)) {
      people[role] = await user(role, []);
      bound[role] = await user(role, [north.id]);
    }
  });
  afterAll(() => platform?.close());

  /** The refusal by role or place, if there was one; what else is wrong with an empty body doesn't matter here. */
  const refusalOf = async (client: HttpClient, route: string): Promise<string | undefined> => {
    const [method = '', path = ''] = route.split(' ');
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? SOME_ID);
    const { status, body } = await client.send(method, url, {
      body: method === 'GET' || method === 'DELETE' ? undefined : {},
    });
    return status === 403 ? (body.code as string) : undefined;
  };

  it('has a line for each route, and no other', () => {
    expect([...table.keys()].toSorted()).toEqual(routes.toSorted());
  });

  it.each(ROLES)('is what the program does for %s', async (role) => {
    const found: string[] = [];
    for (const route of routes.filter((one) => one !== LOGOUT)) {
      const refused = (await refusalOf(people[role]!, route)) === 'forbidden';
      if (refused === table.get(route)?.roles.includes(role)) found.push(`${route} ${refused}`);
    }
    expect(found).toEqual([]);
  });

  it.each(ROLES.slice(1))('is what the program does for %s bound to places', async (role) => {
    const found: string[] = [];
    for (const route of routes.filter((one) => one !== LOGOUT)) {
      const line = table.get(route);
      const code = await refusalOf(bound[role]!, route);
      const right = !line?.roles.includes(role)
        ? 'forbidden'
        : line.atPlaces
          ? undefined
          : 'location_forbidden';
      if (code !== right) found.push(`${route} ${code}, not ${right}`);
    }
    expect(found).toEqual([]);
  });
});
