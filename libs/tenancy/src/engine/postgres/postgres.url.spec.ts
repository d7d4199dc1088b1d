import { postgresAddress } from './postgres.url.js';

const URL_OF = 'postgresql://u:p@db.test:5432/acme';

describe('TLS in the URL of a PostgreSQL server', () => {
  it('is left alone where none is asked for', () => {
    expect(postgresAddress(URL_OF)).toEqual({ connectionString: URL_OF });
  });

  it.each([
    ['require', { rejectUnauthorized: false }],
    ['verify-ca', { rejectUnauthorized: true, checkServerIdentity: expect.any(Function) }],
    ['verify-full', { rejectUnauthorized: true }],
  ])('means by sslmode=%s what it means on every engine', (mode, ssl) => {
    expect(postgresAddress(`${URL_OF}?sslmode=${mode}`)).toEqual({ connectionString: URL_OF, ssl });
  });

  it('is the driver’s matter where files of this machine are named', () => {
    const text = `${URL_OF}?sslmode=verify-full&sslrootcert=/etc/ca.pem`;
    expect(postgresAddress(text)).toEqual({ connectionString: text });
  });
});
