import { setTimeout as pause } from 'node:timers/promises';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { settingsOf } from '../../support/index.js';
import { ProgramProcess } from '../../support/program-process.js';

describe('A program that is still migrating', () => {
  const server = useThrowawayServer('postgres');
  let program: ProgramProcess | undefined;
  afterAll(() => program?.stop());

  it('is alive and not ready, and then ready at the same address', async () => {
    const env = await settingsOf(server());
    // As another process that migrates at the same time.
    const other = new Client({ connectionString: env['DEFAULT_DATABASE_URL'] });
    await other.connect();
    await other.query("SELECT pg_advisory_lock(7265361, hashtext('public'))");
    program = await ProgramProcess.launch(env);
    const client = program.client('localhost');
    const status = async (path: string) => (await client.get(path).catch(() => undefined))?.status;
    const until = async (path: string, wanted: number) => {
      while ((await status(path)) !== wanted) await pause(50);
    };
    await until('/health/live', 200);
    expect(await client.get('/health/ready')).toMatchObject({ status: 503, body: { status: 'migrating' } });
    expect(await client.get('/api/auth/me')).toMatchObject({
      status: 503,
      body: { code: 'not_ready' },
      headers: { 'retry-after': '5' },
    });
    await other.end();
    await until('/health/ready', 200);
    expect(await status('/api/auth/me')).toBe(404);
  });
});
