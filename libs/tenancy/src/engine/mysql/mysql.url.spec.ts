import { mysqlAddress, withDatabase } from './mysql.url.js';

describe('The URL of a MySQL server', () => {
  it('is read without leaving anything to the driver', () => {
    expect(mysqlAddress('mysql://me%40home:p%3Aw@db.example:3307/sales_acme')).toEqual({
      host: 'db.example',
      port: 3307,
      user: 'me@home',
      password: 'p:w',
      database: 'sales_acme',
    });
  });

  it('may leave out port and database, and name an IPv6 address', () => {
    expect(mysqlAddress('mariadb://root@[::1]')).toEqual({
      host: '::1',
      port: 3306,
      user: 'root',
      password: '',
    });
  });

  it.each([
    ['require', { rejectUnauthorized: false }],
    ['verify-ca', { rejectUnauthorized: true, verifyIdentity: false }],
    ['verify-full', { rejectUnauthorized: true, verifyIdentity: true }],
  ])('asks for TLS by sslmode=%s', (mode, ssl) => {
    expect(mysqlAddress(`mysql://root@db?sslmode=${mode}`)).toMatchObject({ ssl });
  });

  it('refuses an sslmode that it does not know, rather than going on without TLS', () => {
    expect(() => mysqlAddress('mysql://root@db?sslmode=verify')).toThrow(RangeError);
    expect(() => mysqlAddress('mysql://root@db?sslmode=constructor')).toThrow(RangeError);
  });

  it.each(['127.0.0.1', '[::1]'])('names its host where the certificate has to be of it: %s', (address) => {
    expect(() => mysqlAddress(`mysql://root@${address}?sslmode=verify-full`)).toThrow(RangeError);
    expect(mysqlAddress(`mysql://root@${address}?sslmode=verify-ca`)).toHaveProperty('ssl');
  });

  it('takes no option of the driver', () => {
    expect(mysqlAddress('mysql://root@db/a?multipleStatements=true&flags=LOCAL_FILES')).toEqual(
      mysqlAddress('mysql://root@db/a'),
    );
  });

  it('leads to another database of the server', () => {
    expect(withDatabase('mysql://root@db:3307?sslmode=require', 'sales_acme')).toBe(
      'mysql://root@db:3307/sales_acme?sslmode=require',
    );
  });
});
