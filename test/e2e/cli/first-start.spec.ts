import { useThrowawayServer } from '@tenantry/nest/testing';
import { ConfigError, loadConfig } from '../../../src/config/config.js';
import { startFailure } from '../../../src/boot/start-failure.js';
import { boot } from '../../support/boot.js';
import { settingsOf } from '../../support/index.js';

const STRONG = {
  NODE_ENV: 'production',
  JWT_SECRET: 'b4uE2mVqXr0LkT9sYwZc7dPhN1oJgF3i',
  ENCRYPTION_KEY: '5f1d0c9a7be24863a1f0d2c4b6e8975c3a',
  ADMIN_PASSWORD: 'correct horse battery',
};
const WEAK = { ...STRONG, JWT_SECRET: 'a'.repeat(32), METRICS_TOKEN: 'x', ADMIN_PASSWORD: '12345678' };

describe('The first start in production', () => {
  const server = useThrowawayServer('sqlite');
  const start = async (env: object) => {
    const app = await boot({ ...(await settingsOf(server())), ...env });
    await app.close();
  };

  it('refuses weak secrets, and names them without their values', async () => {
    const error: unknown = await start(WEAK).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    const told = startFailure(error);
    expect(told).toMatch(/JWT_SECRET[^]*METRICS_TOKEN[^]*ADMIN_PASSWORD/);
    expect(told).not.toMatch(/aaaa|12345678| {4}at /);
  });

  it('takes strong ones, after which weak ones start too: doctor names them', async () => {
    await start(STRONG);
    await expect(start(WEAK)).resolves.toBeUndefined();
  });
});

it('A word for NODE_ENV that nobody knows is refused', () => {
  for (const word of ['prod', 'Production', 'staging'])
    expect(() => loadConfig({ NODE_ENV: word })).toThrow('NODE_ENV must be one of');
});
