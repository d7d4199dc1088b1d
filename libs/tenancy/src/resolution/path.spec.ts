import { resolvePath } from './path.js';

const acme = { kind: 'tenant', slug: 'acme' };
const unknown = { kind: 'unknown' };

describe('A path', () => {
  it.each([
    ['/t/acme/api/users?q=x', acme, '/api/users?q=x'],
    ['/t/ACME/docs', acme, '/docs'],
    ['/t/acme', acme, '/'],
    ['/t/acme/', acme, '/'],
    ['/t/acme?q=/x', acme, '/?q=/x'],
    ['/t/acme/t/globex/api', acme, '/t/globex/api'],
    ['/t/admin/api/users', unknown, '/api/users'],
    ['/t//api', unknown, '/api'],
    ['/t/..%2facme/api', unknown, '/api'],
    ['/t/acme%00/api', unknown, '/api'],
    ['/t/x/api', unknown, '/api'],
  ])('%s names a tenant', (url, target, rest) => {
    expect(resolvePath(url)).toEqual({ target, rest });
  });

  it.each(['/', '/t', '/team/acme', '/api/t/acme', '/T/acme', '//t/acme', 'http://app.com/t/acme'])(
    '%s names none',
    (url) => {
      expect(resolvePath(url)).toBeUndefined();
    },
  );
});
