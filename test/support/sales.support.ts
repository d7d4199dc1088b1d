import { expectStatus, type HttpClient, type Json, type TestPlatform, type TestResponse } from './index.js';

/** A new company whose owner is signed in. */
export const newCompany = (platform: TestPlatform, slug: string, currency = 'USD'): Promise<HttpClient> =>
  platform.createTenant({ slug, currency, multiLocation: true });

/** The body of a POST that made something. */
export const made = async (pending: Promise<TestResponse>): Promise<Json> =>
  (await expectStatus(201, pending)).body;

/** The body of an action or a read that went well. */
export const done = async (pending: Promise<TestResponse>): Promise<Json> =>
  (await expectStatus(200, pending)).body;

export const newCustomer = (company: HttpClient, input: object = {}): Promise<Json> =>
  made(company.post('/api/sales/customers', { name: 'Alfreds Futterkiste', ...input }));

let skus = 0;
export const newProduct = (company: HttpClient, input: object = {}): Promise<Json> =>
  made(
    company.post('/api/sales/products', {
      sku: `SKU-${(skus += 1)}`,
      name: 'Chai',
      price: '18.00',
      ...input,
    }),
  );

export const newTaxRate = (company: HttpClient, code: string, rate: string): Promise<Json> =>
  made(company.post('/api/accounting/tax-rates', { code, name: code, rate }));

/** A draft over 100.00 unless said otherwise, for a customer of its own unless one is given. */
export async function newDraft(company: HttpClient, input: Record<string, unknown> = {}): Promise<Json> {
  const customerId = input['customerId'] ?? (await newCustomer(company)).id;
  const lines = [{ description: 'Work', quantity: '1', unitPrice: '100.00' }];
  return made(company.post('/api/sales/invoices', { lines, ...input, customerId }));
}

export async function newInvoice(company: HttpClient, input: Record<string, unknown> = {}): Promise<Json> {
  const { id } = await newDraft(company, input);
  return done(company.post(`/api/sales/invoices/${id}/issue`));
}

export const pay = (company: HttpClient, id: string, amount: string, more: object = {}) =>
  company.post(`/api/sales/invoices/${id}/payments`, { amount, method: 'transfer', ...more });

/** Status and code of a refusal, for comparing with `toEqual`. */
export async function refusal(pending: Promise<TestResponse>): Promise<[number, string]> {
  const { status, body } = await pending;
  return [status, body.code];
}

export const sortedStatuses = (answers: readonly { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);
