import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { laterOf } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { CreditSpendingService } from './credit-spending.service.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import type { ReversalInput } from '../invoices/invoice-actions.dto.js';
import { ReversalBeforePaymentError } from '../../rows/invoice.errors.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import type { Payment } from '../../rows/payment.entity.js';
import type { CustomerPayment } from '../../rows/customer-payment.entity.js';
import { CustomerPaymentStore } from './customer-payment.store.js';
import { PaymentParts } from './payment-parts.service.js';

/** Takes payments of customers back as a whole: what they paid is owed again, what was left is no credit any more. */
@Injectable()
export class PaymentReversalService {
  constructor(
    private readonly store: CustomerPaymentStore,
    private readonly parts: PaymentParts,
    private readonly invoices: InvoiceService,
    private readonly spending: CreditSpendingService,
    private readonly company: CompanyService,
  ) {}

  /** Answers with the id of the reversing payment. Throws CreditExceededError where what was left is spent by now. */
  @Transactional()
  async reverse(id: string, { receivedOn: wanted, reference = null }: ReversalInput): Promise<string> {
    const payment = await this.store.lock(id);
    const invoices = await this.lockInvoices(id);
    const standing = await this.parts.standing([id]);
    const receivedOn = await this.dayOf(payment, standing, wanted);
    for (const part of standing) {
      const invoice = invoices.get(part.invoiceId);
      if (invoice) await this.spending.giveBack(invoice, part, { receivedOn, reference });
    }
    return (await this.store.takeBack(payment, { receivedOn, reference })).id;
  }

  /** Nobody sets more of the payment against others meanwhile: it is locked. */
  private async lockInvoices(paymentId: string): Promise<Map<string, Invoice>> {
    const parts = await this.parts.standing([paymentId]);
    const invoices = new Map<string, Invoice>();
    for (const invoiceId of [...new Set(parts.map((part) => part.invoiceId))].toSorted()) {
      invoices.set(invoiceId, await this.invoices.lock(invoiceId));
    }
    return invoices;
  }

  private async dayOf(
    { receivedOn }: CustomerPayment,
    standing: readonly Payment[],
    wanted: string | null | undefined,
  ): Promise<string> {
    const earliest = standing.map((part) => part.receivedOn).reduce(laterOf, receivedOn);
    if (wanted && wanted < earliest) throw new ReversalBeforePaymentError(wanted, earliest);
    return wanted ?? laterOf(earliest, await this.company.today());
  }
}
