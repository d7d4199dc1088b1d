import { Injectable } from '@nestjs/common';
import { AuditService, formatMoney } from '../../../platform.js';
import { AccountingService } from '../../../accounting/index.js';
import { CompanyService } from '../../../company/index.js';
import { CustomerService } from '../../parties/customer.service.js';
import type { CustomerPayment } from '../../rows/customer-payment.entity.js';

/** Tells the books and the audit log of payments, in their transaction. */
@Injectable()
export class CustomerPaymentRecordService {
  constructor(
    private readonly accounting: AccountingService,
    private readonly customers: CustomerService,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  async received(payment: CustomerPayment): Promise<void> {
    const { id: paymentId, receivedOn: date, locationId, method, amount } = payment;
    const number = await this.codeOf(payment);
    await this.accounting.postDepositReceived({ paymentId, number, date, locationId, method, amount });
    await this.note('payment.received', payment, number);
  }

  async reversed(reversal: CustomerPayment): Promise<void> {
    const { reversesId, receivedOn: date } = reversal;
    const number = await this.codeOf(reversal);
    await this.accounting.postDepositReversed({ sourceId: reversesId ?? '', number, date });
    await this.note('payment.reversed', reversal, number);
  }

  private async codeOf({ customerId }: CustomerPayment): Promise<string> {
    return (await this.customers.find([customerId])).get(customerId)?.code ?? '';
  }

  private async note(action: string, payment: CustomerPayment, customer: string): Promise<void> {
    const { id: entityId, customerId, method, receivedOn: date, reversesId } = payment;
    const amount = formatMoney(payment.amount, (await this.company.get()).exponent);
    const after = { customerId, customer, method, date, amount, ...(reversesId && { reversesId }) };
    await this.audit.record({ action, entity: 'payment', entityId, after });
  }
}
