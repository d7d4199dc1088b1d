import { readNorthwind } from './northwind.sample.js';

describe('the Northwind sample', () => {
  it('holds the 91 customers, 77 products and 830 orders with 2,155 lines', async () => {
    const sample = await readNorthwind();
    expect(sample.customers).toHaveLength(91);
    expect(sample.products).toHaveLength(77);
    expect(sample.orders).toHaveLength(830);
    expect(sample.orders.flatMap((order) => order.lines)).toHaveLength(2155);
  });

  it('lists the orders in the order of their dates', async () => {
    const dates = (await readNorthwind()).orders.map((order) => order.input.issueDate);
    expect(dates).toEqual([...dates].sort());
  });

  it('keeps accents and commas of names', async () => {
    const { customers } = await readNorthwind();
    expect(customers.find(({ code }) => code === 'ANTON')?.name).toBe('Antonio Moreno Taquería');
  });
});
