import { type DemoPlan, writeDemoBooks } from './demo.books.js';

const plan: DemoPlan = {
  seed: 7,
  today: '2026-03-31',
  customers: 24,
  products: 40,
  invoices: 90,
  lines: [1, 5],
  days: 180,
  multiLocation: true,
  exponent: 2,
};

describe('the demo books', () => {
  const books = writeDemoBooks(plan);
  const invoices = [...books.invoices()];

  it('are the same for the same seed number', () => {
    const again = writeDemoBooks(plan);
    expect({ ...again, invoices: [...again.invoices()] }).toEqual({ ...books, invoices });
  });

  it('differ for another seed number', () => {
    expect(writeDemoBooks({ ...plan, seed: 8 }).customers).not.toEqual(books.customers);
  });

  it('date their invoices in order and never after the last day', () => {
    const dates = invoices.map((invoice) => invoice.issueDate);
    expect(dates).toEqual([...dates].sort());
    expect(dates.at(-1)! <= plan.today).toBe(true);
    expect(invoices.every(({ payment }) => payment.receivedOn <= plan.today)).toBe(true);
  });

  it('have an invoice in every status', () => {
    const fates = new Set(invoices.map((invoice) => invoice.fate));
    expect([...fates].sort()).toEqual(['draft', 'issued', 'paid', 'partially_paid', 'void']);
  });

  it('give every customer and product its own code', () => {
    expect(new Set(books.customers.map(({ code }) => code)).size).toBe(plan.customers);
    expect(new Set(books.products.map(({ sku }) => sku)).size).toBe(plan.products);
  });

  it('write prices with the decimals of the currency', () => {
    expect(writeDemoBooks({ ...plan, exponent: 0 }).products[0]?.price).toBe('130');
    expect(writeDemoBooks({ ...plan, exponent: 3 }).products[0]?.price).toBe('129.900');
  });

  it('have no locations where the tenant has but one', () => {
    expect(writeDemoBooks({ ...plan, multiLocation: false }).locations).toEqual([]);
  });
});
