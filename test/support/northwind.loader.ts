import { readNorthwind, type NorthwindOrder } from '../../src/seed/northwind.sample.js';
import { expectStatus, type HttpClient, type Json } from './index.js';

/** As many requests at once as a busy browser would send. */
const PARALLEL = 8;

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}

const post = async (client: HttpClient, path: string, body: unknown): Promise<Json> =>
  (await expectStatus(201, client.post(path, body))).body;

type Ids = ReadonlyMap<string, string>;

function draftOf(order: NorthwindOrder, customers: Ids, products: Ids) {
  const lines = order.lines.map(({ sku, quantity, ...line }) => ({
    ...line,
    quantity: `${quantity}.000`,
    productId: products.get(sku),
  }));
  return { ...order.input, customerId: customers.get(order.customer), lines };
}

/** Loads the whole sample over HTTP: master data and drafts in parallel, issued one by one in date order. */
export async function loadNorthwind(client: HttpClient): Promise<{ customers: Ids }> {
  const sample = await readNorthwind();
  const made = await inParallel(sample.customers, (row) => post(client, '/api/sales/customers', row));
  const customers = new Map(made.map((row) => [row.code as string, row.id as string]));
  const goods = await inParallel(sample.products, (row) => post(client, '/api/sales/products', row));
  const products = new Map(goods.map((row) => [row.sku as string, row.id as string]));
  const drafts = await inParallel(sample.orders, (order) =>
    post(client, '/api/sales/invoices', draftOf(order, customers, products)),
  );
  for (const { id } of drafts) {
    await expectStatus(200, client.post(`/api/sales/invoices/${id}/issue`, {}));
  }
  return { customers };
}

/** Every item of a list, page by page. */
export async function listAll(client: HttpClient, path: string): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await expectStatus(200, client.get(`${path}?limit=100${query}`));
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}
