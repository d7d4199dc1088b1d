import type { IncomingMessage } from 'node:http';
import { HostReader } from '../http/host-reader.js';
import { BadHostError } from '../tenancy.errors.js';
import { defaultResolvers, type ResolutionOptions } from './default-resolvers.js';
import { HeaderResolver } from './header.resolver.js';
import type { RequestResolver } from './request.resolver.js';

const BASE = { baseDomain: 'app.com' };
const PROXY = '10.0.0.9';
const TOKENS: Record<string, string> = { 'of-acme': 'id-of-acme' };
const token = { tenantOf: (text: string) => TOKENS[text], leads: (path: string) => path.startsWith('/api/') };

/** A request to `host` with these headers, from this address. */
function request(host: string, url: string, headers: Record<string, string> = {}, from = PROXY) {
  const all = { host, ...headers };
  const rawHeaders = Object.entries(all).flat();
  return { url, headers: all, rawHeaders, socket: { remoteAddress: from } } as unknown as IncomingMessage;
}

const readerOf = (resolution: ResolutionOptions) => new HostReader({ ...BASE, resolution });
const withHeader: ResolutionOptions = {
  chain: [
    ...defaultResolvers({ ...BASE, resolution: { token } }),
    new HeaderResolver({ trustProxy: [PROXY] }),
  ],
};

describe('The chain of resolvers', () => {
  const bearer = { authorization: 'Bearer of-acme' };
  const acme = { kind: 'id', id: 'id-of-acme' };
  const reader = readerOf({ token });

  it.each([
    ['globex.app.com', '/api/users', { kind: 'tenant', slug: 'globex' }],
    ['globex.app.com', '/t/initech/api/users', { kind: 'tenant', slug: 'globex' }],
    ['shop.example', '/api/users', { kind: 'domain', domain: 'shop.example' }],
    ['admin.app.com', '/api/users', { kind: 'control' }],
    ['192.0.2.1', '/api/users', { kind: 'unknown' }],
    ['app.com', '/t/globex/api/users', { kind: 'tenant', slug: 'globex' }],
    ['app.com', '/t/admin/api/users', { kind: 'unknown', name: 'admin' }],
    ['app.com', '/api/users', acme],
    ['www.app.com', 'http://www.app.com/api/users?q', acme],
    ['app.com', '/docs', { kind: 'app' }],
  ])('asked for %s%s with a token of acme answers %j', (host, url, target) => {
    expect(reader.read(request(host, url, bearer))).toEqual(target);
  });

  it('reads no token where no reader of tokens is given', () => {
    expect(new HostReader(BASE).read(request('app.com', '/api/users', bearer))).toEqual({ kind: 'app' });
  });

  it.each(['Basic of-acme', 'Bearer', 'Bearer of-nobody', 'of-acme', ''])(
    'is not led anywhere by the authorization %j',
    (authorization) => {
      expect(reader.read(request('app.com', '/api/users', { authorization }))).toEqual({ kind: 'app' });
    },
  );

  it('asks a resolver once for one request, and those behind the one that answered never', () => {
    let asked = 0;
    const counting: RequestResolver = {
      resolve: () => {
        asked += 1;
        return undefined;
      },
    };
    const counted = readerOf({ chain: [...defaultResolvers(BASE), counting] });
    const one = request('app.com', '/');
    expect([counted.rewrite(one), counted.read(one), counted.read(one)]).toHaveLength(3);
    counted.read(request('acme.app.com', '/'));
    expect(asked).toBe(1);
  });

  it('takes a resolver of the program that uses it, in the place it is given', () => {
    const bySubject: RequestResolver = {
      resolve: ({ headers }) =>
        headers['x-subject'] === 'vip' ? { target: { kind: 'tenant', slug: 'vip' } } : undefined,
    };
    const first = readerOf({ chain: [bySubject, ...defaultResolvers(BASE)] });
    const subject = { 'x-subject': 'vip' };
    expect(first.read(request('acme.app.com', '/', subject))).toEqual({ kind: 'tenant', slug: 'vip' });
    expect(first.read(request('acme.app.com', '/'))).toEqual({ kind: 'tenant', slug: 'acme' });
  });

  it('hands the error of a host that can’t be used back, and throws any other', () => {
    expect(reader.read(request('a b', '/'))).toBeInstanceOf(BadHostError);
    const broken: RequestResolver = {
      resolve: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => readerOf({ chain: [broken] }).read(request('app.com', '/'))).toThrow('broken');
  });

  it('gives the rest of the path to route by, and otherwise the URL as it came', () => {
    expect(reader.rewrite(request('app.com', '/t/acme/api?q'))).toBe('/api?q');
    expect(reader.rewrite(request('acme.app.com', '/t/acme/api'))).toBe('/t/acme/api');
    expect(reader.rewrite(request('app.com', '/api'))).toBe('/api');
  });
});

describe('X-Tenant', () => {
  const reader = readerOf(withHeader);
  const read = (host: string, header: string, { from = PROXY, path = '/' } = {}) =>
    reader.read(request(host, path, { 'x-tenant': header }, from));

  it('names a tenant on the app host when a trusted proxy sends it', () => {
    expect(read('app.com', ' Acme ')).toEqual({ kind: 'tenant', slug: 'acme' });
  });

  it('counts nothing from anybody else, nor where nobody has put it in the chain', () => {
    expect(read('app.com', 'acme', { from: '192.0.2.7' })).toEqual({ kind: 'app' });
    const without = readerOf({ token });
    expect(without.read(request('app.com', '/', { 'x-tenant': 'acme' }))).toEqual({ kind: 'app' });
  });

  it.each([
    ['globex.app.com', { kind: 'tenant', slug: 'globex' }],
    ['shop.example', { kind: 'domain', domain: 'shop.example' }],
    ['admin.app.com', { kind: 'control' }],
    ['192.0.2.1', { kind: 'unknown' }],
  ])('never outranks the host %s', (host, target) => {
    expect(read(host, 'acme')).toEqual(target);
  });

  it('never outranks the path', () => {
    expect(read('app.com', 'acme', { path: '/t/globex/api' })).toEqual({ kind: 'tenant', slug: 'globex' });
  });

  it('that nobody could be called is unknown, and several are refused', () => {
    expect(read('app.com', '../acme')).toEqual({ kind: 'unknown', name: '../acme' });
    expect(read('app.com', '')).toEqual({ kind: 'unknown', name: '' });
    expect(read('app.com', 'acme, globex')).toBeInstanceOf(BadHostError);
  });
});
