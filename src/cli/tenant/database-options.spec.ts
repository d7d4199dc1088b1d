import { UsageError } from '../run/usage.error.js';
import { databaseOf, type DatabaseOptions } from './database-options.js';

describe("a tenant's own database on the command line", () => {
  it('is a URL as it was given', () => {
    const options = { name: 'Acme', databaseUrl: 'postgresql://db.test/acme' };
    expect(databaseOf(options)).toEqual({
      database: { databaseUrl: options.databaseUrl },
      rest: { name: 'Acme' },
    });
  });

  it('is absent when no option names one', () => {
    const options: { name: string } & DatabaseOptions = { name: 'Acme' };
    expect(databaseOf(options)).toEqual({ database: {}, rest: { name: 'Acme' } });
  });

  it('is put together from its parts', () => {
    const parts = { databaseHost: 'db.test', databasePort: 6432, databaseUser: 'ann', databaseName: 'acme' };
    expect(databaseOf(parts).database).toEqual({ host: 'db.test', port: 6432, user: 'ann', name: 'acme' });
  });

  it('asks for the whole check of TLS where only a certificate is named', () => {
    const { tls } = databaseOf({ databaseUrl: 'mysql://db.test/acme', tlsCa: 'package.json' }).database;
    expect(tls).toMatchObject({ mode: 'verify-full', ca: expect.stringContaining('tenantry') });
  });

  it('is wrong usage with a certificate that is not there', () => {
    expect(() => databaseOf({ databaseUrl: 'mysql://db.test/acme', tlsCa: '/nowhere' })).toThrow(UsageError);
  });
});
