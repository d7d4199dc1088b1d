import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { CustomerService } from '../features/sales/parties/customer.service.js';
import { InvoiceDraftService } from '../features/sales/documents/invoices/invoice-draft.service.js';
import { InvoiceIssueService } from '../features/sales/documents/invoices/invoice-issue.service.js';
import { ProductService } from '../features/sales/products/product.service.js';
import type { SeedReport } from './demo.seeder.js';
import { MasterDataSeeder } from './books/master-data.seeder.js';
import { type NorthwindOrder, readNorthwind } from './northwind.sample.js';
import { stopPoint } from './books/stop-point.js';

type Ids = ReadonlyMap<string, string>;

/** Fills the current tenant with a real importer's books: every order an invoice issued on its date. */
@Injectable()
export class NorthwindSeeder {
  constructor(
    private readonly masterData: MasterDataSeeder,
    private readonly customers: CustomerService,
    private readonly products: ProductService,
    private readonly drafts: InvoiceDraftService,
    private readonly issues: InvoiceIssueService,
  ) {}

  /** All or nothing. Throws AlreadySeededError unless the tenant has no customers and no products. */
  @Transactional()
  async seed(tenant: string, signal?: AbortSignal): Promise<SeedReport> {
    await this.masterData.assertEmpty(tenant);
    const sample = await readNorthwind();
    const customers = new Map<string, string>();
    for (const row of sample.customers) customers.set(row.code, (await this.customers.create(row)).id);
    const products = new Map<string, string>();
    for (const row of sample.products) products.set(row.sku, (await this.products.create(row)).id);
    for (const order of sample.orders) {
      await stopPoint(signal);
      await this.issue(order, customers, products);
    }
    return { customers: customers.size, products: products.size, invoices: sample.orders.length };
  }

  private async issue(order: NorthwindOrder, customers: Ids, products: Ids): Promise<void> {
    const draft = await this.drafts.create({
      ...order.input,
      customerId: idOf(customers, order.customer),
      lines: order.lines.map(({ sku, ...line }) => ({ ...line, productId: idOf(products, sku) })),
    });
    await this.issues.issue(draft.id, {});
  }
}

function idOf(ids: Ids, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new RangeError(`The sample's orders name "${code}", which its lists don't.`);
  return id;
}
