import { findEngine } from '../src/engine/engines.js';
import type { IsolationName } from '../src/tenant.js';

const ENGINES = ['sqlite', 'postgres', 'mysql'] as const;
export type TestEngine = (typeof ENGINES)[number];

/** What the global set-up found, or started; SQLite needs no server. */
const SERVERS: Record<TestEngine, string | undefined> = {
  sqlite: '',
  postgres: process.env['TEST_POSTGRES_URL'],
  mysql: process.env['TEST_MYSQL_URL'],
};
const MISSING = 'no server answers at TEST_MYSQL_URL or 127.0.0.1:3306';

/** The engines tests can run on here. Only MySQL can be missing, and not with CI=true. */
export const TEST_ENGINES: readonly TestEngine[] = ENGINES.filter(
  (engine) => engine !== 'mysql' || SERVERS.mysql !== undefined,
);

/** Every strategy on every engine that has it: `describe.each(TEST_STORES)('… on %s by %s', …)`. */
export const TEST_STORES: readonly (readonly [TestEngine, IsolationName])[] = TEST_ENGINES.flatMap((engine) =>
  (findEngine(engine)?.capabilities.isolations ?? []).map((isolation) => [engine, isolation] as const),
);

/**
 * `describe.each` over the engines; `%s` in the name is the engine's. One that has no server is reported as
 * skipped, with the reason.
 */
export function describeEngines(
  name: string,
  tests: (engine: TestEngine) => void,
  engines: readonly TestEngine[] = ENGINES,
): void {
  const found = engines.filter((engine) => TEST_ENGINES.includes(engine));
  const missing = engines.filter((engine) => !TEST_ENGINES.includes(engine));
  if (found.length > 0) describe.each(found)(name, tests);
  const labelled = missing.map((engine) => [`${engine} (${MISSING})`, engine] as const);
  if (labelled.length > 0) describe.skip.each(labelled)(name, (_label, engine) => tests(engine));
}

/** The URL that stores are made at; empty for SQLite. */
export function testServerUrl(engine: TestEngine): string {
  const url = SERVERS[engine];
  if (url === undefined) throw new Error(`There is no ${engine} server for tests. Run them by \`npm test\`.`);
  return url;
}

export const testPostgresUrl = (): string => testServerUrl('postgres');
