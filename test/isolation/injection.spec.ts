import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';
import { done, made, newCompany, newCustomer, newInvoice, newProduct } from '../support/sales.support.js';

const MINE = 'Secret of Acme';
const THEIRS = 'Secret of Globex';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: Json;
  readonly schema?: { example?: Json; default?: Json; enum?: Json[]; format?: string };
}
type Document = { paths: Record<string, { get?: { parameters?: Parameter[] } }> };

/** What would do harm in SQL that was put together from text, in each dialect. */
const ATTEMPTS = [
  `' OR '1'='1`,
  `" OR ""="`,
  `') OR 1=1; DROP TABLE customers; --`,
  `1; UPDATE customers SET name = 'taken'; COMMIT; --`,
  String.raw`\' UNION SELECT 1, 2, 3 #`,
  `id; SET ROLE NONE; RESET ALL --`,
  `%' OR name LIKE '%`,
  'id`) --\u0000',
  // A cursor that decodes.
  Buffer.from(JSON.stringify(['id', "' OR 1=1 --"])).toString('base64url'),
] as const;

/** A value that passes, for what an attempt in another parameter needs. */
const valid = ({ name, example, schema }: Parameter): string => {
  const known = example ?? schema?.example ?? schema?.default ?? schema?.enum?.[0];
  if (known !== undefined) return String(known);
  return /^(from|to|asOf|date)/.test(name) ? '2010-01-01' : '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10';
};

/** Every attempt in every parameter of a route, one at a time. */
function attemptsAt(path: string, parameters: readonly Parameter[]): string[] {
  return parameters
    .filter((one) => one.in === 'path' || one.in === 'query')
    .flatMap((target) => ATTEMPTS.map((attempt) => filled(path, parameters, { target, attempt })));
}

function filled(
  path: string,
  parameters: readonly Parameter[],
  { target, attempt }: { target: Parameter; attempt: string },
): string {
  const value = (one: Parameter): string => encodeURIComponent(one === target ? attempt : valid(one));
  const inPath = parameters
    .filter((one) => one.in === 'path')
    .reduce((text, one) => text.replace(`{${one.name}}`, value(one)), path);
  const query = parameters
    .filter((one) => one.in === 'query' && (one === target || one.required))
    .map((one) => `${one.name}=${value(one)}`);
  return query.length > 0 ? `${inPath}?${query.join('&')}` : inPath;
}

async function furnish(company: HttpClient, secret: string): Promise<void> {
  await made(company.post('/api/locations', { code: 'SHOP', name: secret, kind: 'store' }));
  const { id: customerId } = await newCustomer(company, { code: 'SAME', name: secret });
  const { id: productId } = await newProduct(company, { sku: 'SAME', name: secret });
  const lines = [{ productId, quantity: '1' }];
  await newInvoice(company, { customerId, issueDate: '2010-01-01', notes: secret, lines });
}

describe.each(TEST_STORES)('SQL in the parameters of a GET on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let globex: HttpClient;
  let paths: Document['paths'];

  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = await newCompany(platform, 'acme');
    globex = await newCompany(platform, 'globex');
    await furnish(acme, MINE);
    await furnish(globex, THEIRS);
    paths = (await done(acme.get<Document>('/docs-json'))).paths;
  });
  afterAll(() => platform?.close());

  const gets = (): [string, readonly Parameter[]][] =>
    Object.entries(paths).flatMap(
      ([path, { get }]) => (get ? [[path, get.parameters ?? []] as const] : []) as never,
    );

  /** Everything a company sees in the lists that need no parameter. */
  const seenBy = async (company: HttpClient): Promise<Record<string, string>> => {
    const seen: Record<string, string> = {};
    for (const [path, parameters] of gets()) {
      if (path.includes('{') || parameters.some(({ required }) => required)) continue;
      const { status, raw } = await company.get(path);
      if (status === 200) seen[path] = raw.toString('utf8');
    }
    return seen;
  };

  it('is looked for in every list, search, sort, cursor, id and report that the document names', () => {
    const names = new Set(gets().flatMap(([, parameters]) => parameters.map(({ name }) => name)));
    for (const name of ['q', 'sort', 'cursor', 'limit', 'id', 'from', 'to']) expect(names).toContain(name);
    expect(gets().length).toBeGreaterThan(30);
  });

  it('breaks nothing, shows nothing of another company and changes nothing', async () => {
    const before = [await seenBy(acme), await seenBy(globex)];
    expect(JSON.stringify(before[1])).toContain(THEIRS);
    const queue = gets().flatMap(([path, parameters]) => attemptsAt(path, parameters));
    const wrong: string[] = [];
    const client = async (): Promise<void> => {
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        const { status, raw } = await acme.get(path);
        const text = raw.toString('utf8');
        if (status >= 500 || text.includes(THEIRS)) wrong.push(`${status} ${path} ${text.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    expect(wrong).toEqual([]);
    expect([await seenBy(acme), await seenBy(globex)]).toEqual(before);
  }, 300_000);
});
