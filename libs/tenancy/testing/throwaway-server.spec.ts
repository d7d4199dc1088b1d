import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { TEST_ENGINES, testPostgresUrl, throwawayServer } from './index.js';

describe.each(TEST_ENGINES)('a throwaway server on %s', (engine) => {
  it('takes its folder away when it is dropped', async () => {
    const server = await throwawayServer(engine);
    expect(existsSync(server.folder)).toBe(true);
    await server.drop();
    expect(existsSync(server.folder)).toBe(false);
  });
});

describe('a throwaway server on postgres', () => {
  it('drops every database of its prefix and no other', async () => {
    const [mine, other] = await Promise.all([
      throwawayServer('postgres', testPostgresUrl()),
      throwawayServer('postgres', testPostgresUrl()),
    ]);
    await mine.createDatabase('one');
    const kept = await other.createDatabase('one');
    await mine.drop();
    const client = new Client({ connectionString: kept });
    await client.connect();
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE starts_with(datname, $1)', [
      mine.prefix,
    ]);
    await client.end();
    await other.drop();
    expect(rows).toEqual([]);
  });
});
