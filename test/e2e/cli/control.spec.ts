import { dropUnlessFailed, throwawayServer, type ThrowawayServer } from '@tenantry/nest/testing';
import { cli } from '../../support/cli.terminal.js';

describe('the control database and its operators by the command line', () => {
  let server: ThrowawayServer;
  let env: Record<string, string>;

  beforeAll(async () => {
    server = await throwawayServer('sqlite', '');
    env = { DATA_DIR: server.folder, DEMO: 'false', LOG_LEVEL: 'silent' };
  });

  afterAll(() => dropUnlessFailed(server));

  it('migrates the control database, and says the same when there is nothing to do', async () => {
    const first = await cli(['control', 'migrate', '--json'], { env: { ...env, MIGRATE_ON_START: 'false' } });
    const second = await cli(['control', 'migrate', '--json'], { env });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(JSON.parse(second.stdout)).toEqual(JSON.parse(first.stdout));
    expect(JSON.parse(first.stdout).migrations).toContain('CatalogInit1762000000000');
  });

  it('makes an operator and prints the made-up password once', async () => {
    const { code, stdout } = await cli(['operator', 'create', 'Robin@Platform.test', '--json'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      email: 'robin@platform.test',
      active: true,
      password: expect.stringMatching(/^\S{16,}$/),
    });
    expect(stdout).not.toContain('passwordHash');
  });

  it('prints no password that was given', async () => {
    const argv = ['operator', 'create', 'kim@platform.test', '--password', 'correct horse battery'];
    const { code, stdout } = await cli(argv, { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.not.stringContaining('battery') });
  });

  it('refuses a second operator with the same address with 3', async () => {
    const { code, stderr } = await cli(['operator', 'create', 'robin@platform.test', '--json'], { env });
    expect({ code, problem: JSON.parse(stderr) }).toMatchObject({ code: 3, problem: { code: 'conflict' } });
  });

  it('refuses a weak password and names the field', async () => {
    const argv = ['operator', 'create', 'lee@platform.test', '--password', 'short', '--json'];
    const { code, stderr } = await cli(argv, { env });
    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'password', message: expect.any(String) }],
    });
  });

  it('answers 1 and lists the settings that cannot be used', async () => {
    const { code, stderr } = await cli(['tenant', 'list'], { env: { ...env, PORT: 'x', MAX_TENANTS: '-1' } });
    expect(code).toBe(1);
    expect(stderr).toContain('PORT');
    expect(stderr).toContain('MAX_TENANTS');
  });
});
