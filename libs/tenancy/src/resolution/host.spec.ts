import { BadHostError } from '../tenancy.errors.js';
import { resolveHost, type HostRequest } from './host.js';

const BASE = 'app.com';
const request = (host: string, more: Partial<HostRequest> = {}): HostRequest => ({
  hosts: [host],
  forwardedHosts: [],
  fromTrustedProxy: false,
  target: '/',
  ...more,
});
const resolve = (host: string, more?: Partial<HostRequest>, base = BASE) =>
  resolveHost(request(host, more), base);
const acme = { kind: 'tenant', slug: 'acme' };
const unknown = { kind: 'unknown' };

describe('A host', () => {
  it.each([
    ['app.com', { kind: 'app' }],
    ['www.app.com', { kind: 'app' }],
    ['app.app.com', { kind: 'app' }],
    ['admin.app.com', { kind: 'control' }],
    ['acme.app.com', acme],
    ['blue-sky-2.app.com', { kind: 'tenant', slug: 'blue-sky-2' }],
    [`${'a'.repeat(40)}.app.com`, { kind: 'tenant', slug: 'a'.repeat(40) }],
    ['shop.example.org', { kind: 'domain', domain: 'shop.example.org' }],
  ])('%s has its meaning', (host, meaning) => {
    expect(resolve(host)).toEqual(meaning);
  });

  it.each(['ACME.App.COM', 'acme.app.com:3000', 'acme.app.com.', 'Acme.app.com.:8080', 'acme.app.com:'])(
    '%s means acme: case, port and one trailing dot are ignored',
    (host) => {
      expect(resolve(host)).toEqual(acme);
    },
  );

  it.each([
    ['a nested label', 'x.acme.app.com'],
    ['a nested operator host', 'x.admin.app.com'],
    ['two trailing dots', 'acme.app.com..'],
    ['an empty label', 'acme..app.com'],
    ['an empty slug', '.app.com'],
    ['a reserved slug', 'mail.app.com'],
    ['a reserved path name', 't.app.com'],
    ['a slug of one character', 'a.app.com'],
    ['a slug of 41 characters', `${'a'.repeat(41)}.app.com`],
    ['a slug that starts with a digit', '1acme.app.com'],
    ['a slug that ends with a hyphen', 'acme-.app.com'],
    ['a slug with a double hyphen', 'ac--me.app.com'],
    ['a punycode slug', 'xn--mnchen-3ya.app.com'],
    ['a slug with an underscore', 'ac_me.app.com'],
    ['a single label', 'intranet'],
    ['nothing', ''],
    ['only a dot', '.'],
    ['an IPv4 literal', '192.0.2.1'],
    ['an IPv4 literal with a port', '127.0.0.1:3000'],
    ['a short IPv4 literal', '127.1'],
    ['a hexadecimal IPv4 literal', '0x7f.0x1'],
    ['an IPv6 literal', '[::1]:3000'],
    ['a mapped IPv6 literal', '[::ffff:127.0.0.1]'],
    ['a label over 63 characters', `${'a'.repeat(64)}.org`],
    ['a name over 253 characters', `${'a.'.repeat(125)}orgs`],
  ])('with %s is unknown', (_what, host) => {
    expect(resolve(host)).toEqual(unknown);
  });

  it('that only ends like the base domain is somebody else’s', () => {
    expect(resolve('acme.myapp.com')).toEqual({ kind: 'domain', domain: 'acme.myapp.com' });
    expect(resolve('acme.app.com.evil.org')).toEqual({ kind: 'domain', domain: 'acme.app.com.evil.org' });
  });

  it.each(['acme.localhost', 'ACME.LOCALHOST:3000'])('%s works under a base domain of one label', (host) => {
    expect(resolve(host, {}, 'localhost')).toEqual(acme);
  });

  it('in punycode is somebody’s domain', () => {
    const domain = { kind: 'domain', domain: 'xn--mnchen-3ya.example' };
    expect(resolve('XN--mnchen-3ya.example')).toEqual(domain);
  });

  it.each([
    'MÜNCHEN.example',
    'ａdmin.app.com',
    'ⓐⓓⓜⓘⓝ.app.com',
    'adm\u00adin.app.com',
    'admin\u200b.app.com',
    'admin。app.com',
    'acme\u200b.app.com',
    'ａcme.app.com',
    'acme.app.com:８０',
  ])('%s in raw UTF-8 is refused', (host) => {
    const onTheWire = Buffer.from(host).toString('latin1');
    expect(() => resolve(onTheWire)).toThrow(BadHostError);
    expect(() => resolve(host)).toThrow(BadHostError);
  });

  it('is refused when it is longer than a name can be, with or without a port', () => {
    expect(resolve('a'.repeat(255))).toEqual(unknown);
    expect(resolve(`${'a'.repeat(255)}:65535`)).toEqual(unknown);
    expect(() => resolve('a'.repeat(256))).toThrow(BadHostError);
    expect(() => resolve(`${'a'.repeat(15_000)}.app.com:80`)).toThrow(BadHostError);
  });

  it('that is missing is unknown', () => {
    expect(resolveHost({ ...request(''), hosts: [] }, BASE)).toEqual(unknown);
  });

  it.each([
    'acme app.com',
    'acme@app.com',
    'user:pass@acme.app.com',
    'acme.app.com/x',
    'acme.app.com?x',
    'acme.app.com#x',
    String.raw`acme.app.com\x`,
    'acme%2eapp.com',
    'acme.app.com,evil.org',
    'acme.app.com:http',
    'acme.app.com:123456',
    'acme.app.com:80:80',
    '[acme.app.com]',
    '::1',
    '\u00ff\u00fe.app.com',
  ])('%j is malformed', (host) => {
    expect(() => resolve(host)).toThrow(BadHostError);
  });

  it('that was sent twice is refused, also when both are the same', () => {
    expect(() => resolve('', { hosts: ['acme.app.com', 'acme.app.com'] })).toThrow('twice');
  });
});

describe('An absolute-form target', () => {
  it.each([
    ['acme.app.com', 'http://acme.app.com/api'],
    ['acme.app.com', 'http://ACME.app.com.:80/api'],
    ['acme.app.com:443', 'https://acme.app.com'],
    ['acme.app.com:3000', 'HTTP://acme.app.com:3000?q'],
  ])('agrees with the host %s as %s', (host, target) => {
    expect(resolve(host, { target })).toEqual(acme);
  });

  it.each([
    ['acme.app.com', 'http://globex.app.com/api'],
    ['acme.app.com', 'http://acme.app.com:3000/api'],
    ['acme.app.com', 'http://acme.app.com@evil.org/'],
    ['acme.app.com', 'http:///api'],
  ])('is refused with the host %s as %s', (host, target) => {
    expect(() => resolve(host, { target })).toThrow(BadHostError);
  });

  it('is compared with Host, not with what a proxy forwards', () => {
    const more = {
      target: 'http://proxy.internal/',
      forwardedHosts: ['acme.app.com'],
      fromTrustedProxy: true,
    };
    expect(resolve('proxy.internal', more)).toEqual(acme);
  });
});

describe('X-Forwarded-Host', () => {
  const forwarded = (forwardedHosts: string[], fromTrustedProxy: boolean) =>
    resolve('acme.app.com', { forwardedHosts, fromTrustedProxy });

  it('outranks Host when a trusted proxy sends it', () => {
    expect(forwarded(['Globex.app.com:443'], true)).toEqual({ kind: 'tenant', slug: 'globex' });
  });

  it('counts nothing from anybody else', () => {
    expect(forwarded(['globex.app.com'], false)).toEqual(acme);
    expect(forwarded(['@@'], false)).toEqual(acme);
  });

  it('counts nothing when it is empty', () => {
    expect(forwarded([' '], true)).toEqual(acme);
  });

  it.each([[['a.app.com, b.app.com']], [['a.app.com', 'a.app.com']], [['a.app.com,']]])(
    '%j names several hosts and is refused, whoever sends it',
    (hosts) => {
      expect(() => forwarded(hosts, true)).toThrow(BadHostError);
      expect(() => forwarded(hosts, false)).toThrow(BadHostError);
    },
  );

  it('is refused when it is malformed', () => {
    expect(() => forwarded(['a b'], true)).toThrow(BadHostError);
  });
});
