import { once } from 'node:events';
import { request } from 'node:http';

export const CUSTOMER_COUNT = 200;
const INVOICE_COUNT = 40;
const LINES = ['Consulting', 'Travel', 'Expenses'].map((description) => ({
  description,
  quantity: '1.500',
  unitPrice: '80.00',
}));

export async function fillCustomers(port, headers) {
  for (let index = 0; index < CUSTOMER_COUNT; index += 1) {
    await post(port, '/api/sales/customers', headers, {
      name: `Customer ${index}`,
      email: `c${index}@x.test`,
    });
  }
}

/** Of three lines, each to another customer. */
export async function fillInvoices(port, headers) {
  const { items } = await call(port, 'GET', `/api/sales/customers?limit=${INVOICE_COUNT}`, headers);
  for (const { id: customerId } of items)
    await post(port, '/api/sales/invoices', headers, { customerId, lines: LINES });
}

export const post = (port, path, headers, body) => call(port, 'POST', path, headers, body);

/** `fetch` can't set the Host header. */
async function call(port, method, path, headers, body) {
  const sent = { ...headers, ...(body && { 'content-type': 'application/json' }) };
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers: sent });
  outgoing.end(body && JSON.stringify(body));
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await response.toArray()).toString('utf8');
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode} ${text}`);
  return JSON.parse(text);
}
