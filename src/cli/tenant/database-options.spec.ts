import { UsageError } from '../usage.error.js';
import { type DatabaseOptions, withDatabaseUrl } from './database-options.js';

describe("a tenant's own database on the command line", () => {
  it('is a URL as it was given', () => {
    const options = { name: 'Acme', databaseUrl: 'postgresql://db.test/acme' };
    expect(withDatabaseUrl(options)).toEqual(options);
  });

  it('is absent when no option names one', () => {
    const options: { name: string } & DatabaseOptions = { name: 'Acme' };
    expect(withDatabaseUrl(options)).toEqual({ name: 'Acme' });
  });

  it('is put together from its parts', () => {
    const parts = { databaseHost: 'db.test', databasePort: 6432, databaseUser: 'ann', databaseName: 'acme' };
    expect(withDatabaseUrl(parts)).toEqual({ databaseUrl: 'postgresql://ann@db.test:6432/acme' });
  });

  it('keeps a password with characters that mean something in a URL', () => {
    const { databaseUrl } = withDatabaseUrl({
      databaseEngine: 'mysql',
      databaseHost: 'db.test',
      databaseUser: 'ann',
      databasePassword: 'p@ss/w:rd%20',
      databaseName: 'acme',
    });
    const url = new URL(databaseUrl!);
    expect([url.protocol, decodeURIComponent(url.password), url.host]).toEqual([
      'mysql:',
      'p@ss/w:rd%20',
      'db.test',
    ]);
  });

  it.each([
    ['both ways at once', { databaseUrl: 'postgresql://db.test/acme', databaseHost: 'db.test' }],
    ['no host', { databaseName: 'acme' }],
    ['no name', { databaseHost: 'db.test' }],
  ])('is wrong usage with %s', (_what, options) => {
    expect(() => withDatabaseUrl(options)).toThrow(UsageError);
  });
});
