import { PathResolver } from './path.resolver.js';

const acme = { kind: 'tenant', slug: 'acme' };
const unknown = { kind: 'unknown' };
const resolve = (url: string) => new PathResolver().resolve({ url });

describe('A path', () => {
  it.each([
    ['/t/acme/api/users?q=x', acme, '/api/users?q=x'],
    ['/t/ACME/docs', acme, '/docs'],
    ['/t/acme', acme, '/'],
    ['/t/acme/', acme, '/'],
    ['/t/acme?q=/x', acme, '/?q=/x'],
    ['/t/acme/t/globex/api', acme, '/t/globex/api'],
    ['/t/admin/api/users', unknown, '/api/users'],
    ['/t/%61c%6De/api', acme, '/api'],
    ['/t/acme//api', acme, '//api'],
    ['/t/acme/../globex/api', acme, '/../globex/api'],
    ['http://app.com/t/acme/api?q', acme, '/api?q'],
    ['/t//api', unknown, '/api'],
    ['/t//acme/api', unknown, '/acme/api'],
    ['/t/%E0%A4%A/api', unknown, '/api'],
    ['/t/%2561cme/api', unknown, '/api'],
    ['/t/..%2facme/api', unknown, '/api'],
    ['/t/acme%00/api', unknown, '/api'],
    ['/t/x/api', unknown, '/api'],
  ])('%s names a tenant', (url, target, rest) => {
    expect(resolve(url)).toMatchObject({ target, url: rest });
  });

  it.each([
    '/',
    '/t',
    '/team/acme',
    '/api/t/acme',
    '/T/acme',
    '//t/acme',
    '/%74/acme',
    'http://app.com',
    'http://app.com?/t/acme',
  ])('%s names none', (url) => {
    expect(resolve(url)).toBeUndefined();
  });
});
