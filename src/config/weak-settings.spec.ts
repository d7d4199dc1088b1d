import { weakSettings } from './weak-settings.js';

const GOOD = {
  jwtSecret: 'b4uE2mVqXr0LkT9sYwZc7dPhN1oJgF3i',
  encryptionKey: '5f1d0c9a7be24863a1f0d2c4b6e8975c3a',
  metricsToken: 'a-token-for-those-who-scrape',
  adminPassword: 'correct horse battery',
  trustProxy: ['10.0.0.0/8', '::1', '0.0.0.0/1', '2000::/3'],
};

const named = (change: object) => weakSettings({ ...GOOD, ...change }).map(({ name }) => name);

describe('Weak settings', () => {
  it('are none where each secret is a random one of its own', () => {
    expect(named({})).toEqual([]);
    expect(named({ metricsToken: undefined, adminPassword: undefined, trustProxy: [] })).toEqual([]);
  });

  it.each([
    [{ jwtSecret: 'a'.repeat(32) }, ['JWT_SECRET']],
    [{ jwtSecret: 'abcdefgh'.repeat(4) }, ['JWT_SECRET']],
    [{ encryptionKey: '1212121212121212121212121212121211' }, ['ENCRYPTION_KEY']],
    [{ encryptionKey: GOOD.jwtSecret }, ['ENCRYPTION_KEY']],
    [{ metricsToken: 'x' }, ['METRICS_TOKEN']],
    [{ adminPassword: '12345678' }, ['ADMIN_PASSWORD']],
    [{ trustProxy: ['128.0.0.0/1', '0.0.0.0/1'] }, ['TRUST_PROXY']],
    [{ trustProxy: ['::ffff:0:0/96'] }, ['TRUST_PROXY']],
    [{ trustProxy: ['::/1', '8000::/2', 'c000::/2'] }, ['TRUST_PROXY']],
  ])('are found in %j', (change, names) => {
    expect(named(change)).toEqual(names);
  });

  it('are named without their values', () => {
    expect(JSON.stringify(weakSettings({ ...GOOD, metricsToken: 'hunter2' }))).not.toContain('hunter2');
  });
});
