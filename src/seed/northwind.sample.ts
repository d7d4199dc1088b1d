import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SampleMissingError } from './books/seed.errors.js';
import { findProjectRoot } from './project-root.js';

interface CustomerRow {
  code: string;
  name: string;
  phone: string;
  address: string;
  city: string;
  region: string;
  postal_code: string;
  country: string;
}
interface ProductRow {
  sku: string;
  name: string;
  category: string;
  price: string;
}
interface OrderRow {
  number: string;
  customer: string;
  order_date: string;
  required_date: string;
}
interface OrderLineRow {
  number: string;
  sku: string;
  unit_price: string;
  quantity: string;
  discount: string;
}

export interface NorthwindOrder {
  /** Code of the customer. */
  customer: string;
  input: { issueDate: string; dueDate: string; notes: string };
  lines: { sku: string; unitPrice: string; quantity: string; discount: string }[];
}

/** The importer's books in the words of the API; references are still codes and skus. */
export interface NorthwindSample {
  customers: { code: string; name: string; phone?: string; address?: string }[];
  products: { sku: string; name: string; description: string; price: string }[];
  /** By date, the order in which they can be issued. */
  orders: NorthwindOrder[];
}

const FOLDER = join('test', 'data', 'northwind');

async function rowsOf<T>(file: string): Promise<T[]> {
  const path = join(findProjectRoot(), FOLDER, file);
  const csv = await readFile(path).catch(() => {
    throw new SampleMissingError(path);
  });
  return parse<T>(csv, { columns: true });
}

const customer = (row: CustomerRow) => ({
  code: row.code,
  name: row.name,
  phone: row.phone || undefined,
  address:
    [row.address, `${row.postal_code} ${row.city}`.trim(), row.region, row.country]
      .filter(Boolean)
      .join(', ') || undefined,
});

const product = ({ sku, name, category, price }: ProductRow) => ({ sku, name, description: category, price });

const order = (row: OrderRow, lines: OrderLineRow[]): NorthwindOrder => ({
  customer: row.customer,
  input: { issueDate: row.order_date, dueDate: row.required_date, notes: `Order ${row.number}` },
  lines: lines.map((line) => ({
    sku: line.sku,
    unitPrice: line.unit_price,
    quantity: line.quantity,
    discount: line.discount,
  })),
});

/** Reads `test/data/northwind`. */
export async function readNorthwind(): Promise<NorthwindSample> {
  const customers = await rowsOf<CustomerRow>('customers.csv');
  const products = await rowsOf<ProductRow>('products.csv');
  const orders = await rowsOf<OrderRow>('orders.csv');
  const lines = Map.groupBy(await rowsOf<OrderLineRow>('order_lines.csv'), (line) => line.number);
  return {
    customers: customers.map(customer),
    products: products.map(product),
    orders: orders
      .map((row) => order(row, lines.get(row.number) ?? []))
      .sort((a, b) => a.input.issueDate.localeCompare(b.input.issueDate)),
  };
}
