import { asksForMore, tlsOf, withTls } from './tls.js';

const CA = '-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----\n';
const at = (parameters: string): URL => new URL(`postgresql://u:p@h:5432/db${parameters}`);

describe('TLS in a URL', () => {
  it.each(['', '?sslmode=disable'])('is not asked for by "%s"', (parameters) => {
    expect(tlsOf(at(parameters))).toBeUndefined();
  });

  it.each(['require', 'verify-ca', 'verify-full'])('is asked for by sslmode=%s', (mode) => {
    expect(tlsOf(at(`?sslmode=${mode}`))).toEqual({ mode });
  });

  it.each(['prefer', 'verify', 'constructor', ''])(
    'is refused as sslmode=%s, rather than left out',
    (mode) => {
      expect(() => tlsOf(at(`?sslmode=${mode}`))).toThrow(RangeError);
    },
  );

  it('carries the certificate of a CA as it was given', () => {
    const url = new URL(withTls(at('?sslmode=require').href, { mode: 'verify-full', ca: CA }));
    expect(tlsOf(url)).toEqual({ mode: 'verify-full', ca: CA });
  });

  it('checks the certificate where a CA is named, also under require', () => {
    const url = new URL(withTls(at('').href, { mode: 'require', ca: CA }));
    expect(tlsOf(url)).toEqual({ mode: 'verify-ca', ca: CA });
  });

  it('tells other parameters from its own', () => {
    expect(asksForMore(at('?sslmode=require'))).toBe(false);
    for (const parameters of ['?sslrootcert=/etc/passwd', '?options=-c%20role%3Dx', '?host=/tmp', '?sslca=x'])
      expect(asksForMore(at(parameters))).toBe(true);
  });
});
