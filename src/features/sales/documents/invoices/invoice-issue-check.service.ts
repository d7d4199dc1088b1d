import { Injectable } from '@nestjs/common';
import { assertDocument } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { DueDateBeforeIssueDateError, OtherCurrencyError } from '../../rows/invoice.errors.js';
import { InvoiceFactsService } from './invoice-facts.service.js';
import { InvoiceHistory } from './invoice-history.service.js';
import type { InvoiceLine } from '../../rows/invoice-line.entity.js';
import { type Parties, partiesOf } from '../../rows/invoice.parties.js';
import { InvoicePricingService } from '../../pricing/invoice-pricing.service.js';
import { InvoiceReferencesService } from './invoice-references.service.js';

/** What a draft becomes binding with. */
interface IssueTerms {
  issueDate: string;
  parties: Parties;
}

/** Looks once more, under the lock, whether a draft may be issued: things may have changed since it was written. */
@Injectable()
export class InvoiceIssueCheckService {
  constructor(
    private readonly company: CompanyService,
    private readonly references: InvoiceReferencesService,
    private readonly pricing: InvoicePricingService,
    private readonly history: InvoiceHistory,
    private readonly facts: InvoiceFactsService,
  ) {}

  /** The earliest day to void a locked invoice on, and today; throws where it is not voided. */
  async checkVoid(invoice: Invoice): Promise<{ booked: string; otherwise: string }> {
    await this.facts.assertVoidable(invoice);
    return this.history.days(invoice);
  }

  async check(
    invoice: Invoice,
    lines: readonly InvoiceLine[],
    wanted: string | null | undefined,
  ): Promise<IssueTerms> {
    // First, so that nobody changes the currency between the comparison and the commit.
    await this.company.fixCurrency();
    const company = await this.company.get();
    if (company.currency !== invoice.currency) {
      throw new OtherCurrencyError(invoice.currency, company.currency);
    }
    assertDocument(invoice.total, 'total');
    const issueDate = wanted ?? invoice.issueDate ?? this.company.dayIn(company.timeZone);
    if (invoice.dueDate && invoice.dueDate < issueDate) {
      throw new DueDateBeforeIssueDateError(issueDate, invoice.dueDate);
    }
    await this.references.location(invoice.locationId);
    await this.pricing.assertUsableRates(lines, issueDate);
    const customer = await this.references.customer(invoice.customerId);
    return { issueDate, parties: partiesOf(company, customer) };
  }
}
