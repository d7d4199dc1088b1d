import { inSchema, postgresAddress, withoutWorkers } from './postgres.url.js';

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

describe('What is sent with the sign-in', () => {
  const optionsOf = (text: string): string | null => new URL(text).searchParams.get('options');

  it('names the schema last, so that the URL can name no other', () => {
    expect(optionsOf(inSchema(URL_OF, 't_acme'))).toBe('-c search_path=t_acme');
    expect(optionsOf(inSchema(`${URL_OF}?options=-c+search_path%3Dother`, 't_acme'))).toBe(
      '-c search_path=other -c search_path=t_acme',
    );
  });

  it('forgoes parallel workers unless the URL asks for them', () => {
    const none = '-c max_parallel_workers_per_gather=0';
    expect(optionsOf(withoutWorkers(URL_OF))).toBe(none);
    expect(optionsOf(withoutWorkers(inSchema(URL_OF, 't_acme')))).toBe(`${none} -c search_path=t_acme`);
    expect(optionsOf(withoutWorkers(`${URL_OF}?options=-c+max_parallel_workers_per_gather%3D2`))).toBe(
      `${none} -c max_parallel_workers_per_gather=2`,
    );
  });
});
