import { serverName } from './server-name.js';

describe('the name of a server', () => {
  it.each([
    ['postgresql://user:secret@db.example.com/acme', 'db.example.com:5432'],
    ['postgres://db.example.com:6432/acme', 'db.example.com:6432'],
    ['mysql://user:secret@127.0.0.1/acme?ssl=true', '127.0.0.1:3306'],
    ['sqlite:/data/tenants/acme.sqlite3', 'files'],
  ])('of %s is %s', (url, name) => {
    expect(serverName(url)).toBe(name);
  });
});
