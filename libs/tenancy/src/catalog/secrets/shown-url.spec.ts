import { shownUrl, withoutCredentials } from './shown-url.js';

const PASSWORDS = [
  'plain',
  'pa@SECRETPART',
  '12/SECRETPART',
  '12#SECRETPART',
  '12?SECRETPART',
  'a%SECRETPART',
];
const ENCODED = PASSWORDS.map((password) => encodeURIComponent(password));
const PARTS = /SECRETPART|plain|x_own|\b12\b/;

describe('What is shown of a URL', () => {
  it.each([...PASSWORDS, ...ENCODED])('holds nothing of the password %s', (password) => {
    const url = `postgresql://x_own:${password}@db7.internal:5432/sales_acme`;
    expect(shownUrl(url)).not.toMatch(PARTS);
    expect(withoutCredentials(`no answer from ${url}.`)).not.toMatch(PARTS);
    expect(withoutCredentials(`"${url}" (${url})`)).not.toMatch(PARTS);
  });

  it.each([
    ['postgresql://a:b@db7:5432/x?sslmode=require', 'postgresql://db7:5432/x?sslmode=require'],
    ['mysql://a@db7/x', 'mysql://db7/x'],
    ['https://x.example/accept?token=abc', 'https://x.example/accept?token=%5Bhidden%5D'],
    ['postgresql://db7/x?password=abc', 'postgresql://db7/x?password=%5Bhidden%5D'],
    ['postgresql://a:b@c@db7/x', 'postgresql://db7/x'],
    ['postgresql://a:1/b@db7/x', 'postgresql://[hidden]'],
    ['a:b@db7/x', '[hidden]'],
    ['a:pass word', '[hidden]'],
    ['db7', '[hidden]'],
  ])('of %s is %s', (url, shown) => {
    expect(shownUrl(url)).toBe(shown);
  });

  it.each(['sqlite:data/a@b.sqlite3', 'sqlite:/srv/x.sqlite3', 'https://x.example/?b=1&a=2'])(
    'is the whole of it where nothing is secret: %s',
    (url) => {
      expect(shownUrl(url)).toBe(url);
    },
  );

  it('leaves sentences without credentials as they are', () => {
    const text = 'See https://x.example/a, or write to ann@x.example.';
    expect(withoutCredentials(text)).toBe(text);
  });
});
