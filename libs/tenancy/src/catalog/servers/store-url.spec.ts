import { publicUrl, splitStoreUrl } from './store-url.js';

describe('splitStoreUrl', () => {
  it('parts a database from its server', () => {
    expect(splitStoreUrl('postgres', 'postgresql://u:p%40@h:5432/sales_acme?sslmode=require')).toEqual({
      serverUrl: 'postgresql://u:p%40@h:5432?sslmode=require',
      store: 'sales_acme',
    });
  });

  it('parts a file from its folder', () => {
    expect(splitStoreUrl('sqlite', 'sqlite:/data/tenants/sales_acme.sqlite3')).toEqual({
      serverUrl: 'sqlite:/data/tenants',
      store: 'sales_acme',
    });
  });

  it.each([
    ['postgres', 'postgresql://h'],
    ['postgres', 'postgresql://h/'],
    ['sqlite', 'sqlite:/data/acme.db'],
  ] as const)('refuses a URL that names no store (%s %s)', (engine, url) => {
    expect(() => splitStoreUrl(engine, url)).toThrow(RangeError);
  });
});

describe('publicUrl', () => {
  it('shows neither user nor password', () => {
    expect(publicUrl('postgresql://user:secret@h:5432/db?password=x')).toBe('postgresql://h:5432/db');
    expect(publicUrl('sqlite:data/tenants')).toBe('sqlite:data/tenants');
  });
});
