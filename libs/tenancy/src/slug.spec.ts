import { RESERVED_SLUGS, slugProblem, storeName } from './slug.js';

describe('slugProblem', () => {
  it.each(['ac', 'acme', 'acme-shop', 'a1', 'a-1-b', 'a'.repeat(40), 'northwind'])('accepts %s', (slug) => {
    expect(slugProblem(slug, 'sales_')).toBeUndefined();
  });

  it.each([
    ['', /2 to 40/],
    ['a', /2 to 40/],
    ['a'.repeat(41), /2 to 40/],
    ['1acme', /start with a letter/],
    ['-acme', /start with a letter/],
    ['Acme', /lower-case/],
    ['ac_me', /lower-case/],
    ['ac.me', /lower-case/],
    ['ac me', /lower-case/],
    ['acme\n', /lower-case/],
    ['äcme', /lower-case/],
    ['acme-', /end with a hyphen/],
    ['xn--acme', /two hyphens/],
    ['admin', /reserved/],
    ['www', /reserved/],
  ])('refuses %j', (slug, message) => {
    expect(slugProblem(slug, 'sales_')).toMatch(message);
  });

  it.each(['admin', 'app', 'api', 'www', 'docs', 'mail', 'static', 'assets', 'health', 't'])(
    'reserves %s',
    (slug) => {
      expect(RESERVED_SLUGS.has(slug)).toBe(true);
    },
  );

  it('refuses a name that would not fit with its prefix', () => {
    expect(slugProblem('a'.repeat(40), 'a_rather_long_prefix_of_31_char_')).toMatch(/too long/);
  });
});

describe('storeName', () => {
  it('follows the older systems', () => {
    expect(storeName('sales_', 'acme')).toBe('sales_acme');
    expect(storeName('orgdata_', 'acme-shop')).toBe('orgdata_acme_shop');
  });
});
