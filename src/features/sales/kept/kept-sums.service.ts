import { Injectable } from '@nestjs/common';
import type { CustomerEntry } from '../rows/customer-entry.entity.js';
import type { OwedInvoice } from './receivable.rows.js';
import { ReceivableBuilder } from './receivable.builder.js';
import { ReceivableService } from './receivable.service.js';
import { SalesBalanceBuilder } from './sales-balance.builder.js';
import { SalesBalanceService } from './sales-balance.service.js';
import type { Sold } from './sold.js';

/** What customers owe by invoices that are new, by one that has changed, or by entries without a document. */
export type Owed =
  { issued: readonly OwedInvoice[] } | { changed: OwedInvoice } | { entries: readonly CustomerEntry[] };

/**
 * The one door to the sums that reports are made of, for whatever changes them: what was sold, and what is owed on which
 * day. Called in the transaction that changes the documents, when their rows are written: where the sums are begun by the
 * call, they are made of those as well.
 */
@Injectable()
export class KeptSums {
  constructor(
    private readonly sales: SalesBalanceService,
    private readonly receivables: ReceivableService,
    private readonly salesBuilder: SalesBalanceBuilder,
    private readonly receivableBuilder: ReceivableBuilder,
  ) {}

  /** A document that sells, or takes back what was sold. */
  sold(document: Sold): Promise<void> {
    return this.sales.add(document);
  }

  owed(debt: Owed): Promise<void> {
    if ('issued' in debt) return this.receivables.issued(...debt.issued);
    return 'changed' in debt
      ? this.receivables.changed(debt.changed)
      : this.receivables.itemsChanged(debt.entries);
  }

  /** Makes them of the documents where nobody has yet. */
  async begin(): Promise<void> {
    if (!(await this.salesBuilder.isBuilt())) await this.salesBuilder.build();
    await this.receivableBuilder.begin();
  }
}
