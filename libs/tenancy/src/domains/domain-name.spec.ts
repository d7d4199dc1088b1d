import { customDomain } from './domain-name.js';

const nameOf = (text: string) => customDomain(text, 'app.com');

describe('A custom domain', () => {
  it.each([
    ['shop.example.org', 'shop.example.org'],
    [' Shop.Example.ORG. ', 'shop.example.org'],
    ['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
    ['MÜNCHEN.example', 'xn--mnchen-3ya.example'],
    ['acme.app.com.evil.org', 'acme.app.com.evil.org'],
    ['myapp.com', 'myapp.com'],
    ['1.example', '1.example'],
  ])('%j is kept as %s', (text, domain) => {
    expect(nameOf(text)).toBe(domain);
  });

  it.each([
    '',
    'shop example.org',
    'https://shop.example.org',
    'shop.example.org/x',
    'shop.example.org:443',
    'me@shop.example.org',
    '*.example.org',
    'shop%2eexample.org',
    '[::1]',
    '::1',
    'a?b.org',
  ])('%j is no name', (text) => {
    expect(() => nameOf(text)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });

  it.each([
    ['the base domain', 'app.com'],
    ['the base domain with a dot', 'APP.com.'],
    ['a subdomain', 'acme.app.com'],
    ['the operators’ host', 'admin.app.com'],
    ['a nested name', 'x.acme.app.com'],
    ['the base domain in wide letters', 'ａｐｐ.com'],
    ['an address', '192.0.2.1'],
    ['a short address', '127.1'],
    ['a hexadecimal address', '0x7f.0x1'],
    ['a decimal address', '2130706433'],
    ['a single label', 'intranet'],
    ['an empty label', 'a..org'],
    ['a label with an underscore', '_x.example.org'],
    ['a label over 63 characters', `${'a'.repeat(64)}.org`],
    ['a name that leaves no room for its record', `${'a.'.repeat(120)}org`],
  ])('that is %s is not allowed', (_what, text) => {
    expect(() => nameOf(text)).toThrow(expect.objectContaining({ code: 'domain_not_allowed' }));
  });
});
