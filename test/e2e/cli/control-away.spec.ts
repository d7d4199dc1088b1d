import { useThrowawayServer } from '@tenantry/nest/testing';
import { boot } from '../../support/boot.js';
import { cli } from '../../support/cli.terminal.js';
import { settingsOf } from '../../support/index.js';

describe('A control database', () => {
  const server = useThrowawayServer('sqlite');
  const away = async () => ({
    ...(await settingsOf(server())),
    DEFAULT_DATABASE_URL: 'postgresql://nobody:hidden-word@127.0.0.1:1/nowhere',
    TENANT_SERVER_URL: 'sqlite:nowhere',
  });

  it('that is down is named by each command, with what to do and without its password', async () => {
    const { code, stderr } = await cli(['tenant', 'list'], { env: await away() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/ECONNREFUSED[^]*DEFAULT_DATABASE_URL/);
    expect(stderr).not.toMatch(/hidden-word| {4}at /);
  });

  it('that nobody has migrated is refused with the command that does it', async () => {
    const env = { ...(await settingsOf(server())), MIGRATE_ON_START: 'false' };
    const { code, stderr } = await cli(['tenant', 'list', '--json'], { env });
    expect([code, JSON.parse(stderr)]).toEqual([
      1,
      { code: 'control_database_outdated', message: expect.stringContaining('tenantry control migrate') },
    ]);
    await expect(boot(env)).rejects.toThrow('tenantry control migrate');
    expect((await cli(['control', 'migrate'], { env })).code).toBe(0);
    expect((await cli(['tenant', 'list'], { env })).stdout).toContain('no tenants');
  });
});
