import { targetOf } from './idempotency.target.js';

const ID = '0198c3a1-7d2e-7000-8000-00000000abcd';
const at = (url: string, params: Record<string, string> = {}) => targetOf({ routeOptions: { url }, params });

describe('What an idempotent request is carried out on', () => {
  it('is the path, where it has one spelling', () => {
    expect(at('/api/sales/invoices')).toBe('/api/sales/invoices');
    expect(at('/api/sales/invoices/:id/payments', { id: ID })).toBe(`/api/sales/invoices/${ID}/payments`);
  });

  it('is the same for an id in upper case', () => {
    const route = '/api/sales/invoices/:id/payments';
    expect(at(route, { id: ID.toUpperCase() })).toBe(at(route, { id: ID }));
  });

  it('is the same for a number with zeros before it', () => {
    expect(at('/api/accounting/years/:year/close', { year: '02026' })).toBe(
      '/api/accounting/years/2026/close',
    );
  });

  it('is another one for another id or route', () => {
    const route = '/api/x/:id/y/:other';
    const targets = [
      at(route, { id: 'a', other: 'b' }),
      at(route, { id: 'b', other: 'a' }),
      at(route, { id: 'a/y/b', other: '' }),
      at('/api/x/:id/z/:other', { id: 'a', other: 'b' }),
    ];
    expect(new Set(targets).size).toBe(4);
  });

  it('fits its column', () => {
    expect(at('/api/x/:id', { id: 'ü'.repeat(1_000) })).toHaveLength(300);
  });
});
