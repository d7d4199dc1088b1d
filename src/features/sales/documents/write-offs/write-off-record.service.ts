import { Injectable } from '@nestjs/common';
import { AuditService, exponentOf, formatMoney } from '../../../platform.js';
import { AccountingService, type TaxPart } from '../../../accounting/index.js';
import { type Invoice, numberOf } from '../../rows/invoice.entity.js';
import { ReceivableService } from '../../ledger/receivable.service.js';
import type { WriteOff } from '../../rows/write-off.entity.js';

/** Tells the books, the receivables and the audit log of write-offs, in their transaction. */
@Injectable()
export class WriteOffRecordService {
  constructor(
    private readonly accounting: AccountingService,
    private readonly receivables: ReceivableService,
    private readonly audit: AuditService,
  ) {}

  async writtenOff(invoice: Invoice, writeOff: WriteOff, taxes: TaxPart[]): Promise<void> {
    const { id: writeOffId, writtenOffOn: date, net, tax, total } = writeOff;
    const posted = { number: numberOf(invoice) ?? '', date, locationId: invoice.locationId };
    await this.accounting.postInvoiceWrittenOff({ ...posted, writeOffId, net, tax, total, taxes });
    await this.receivables.changed(invoice);
    await this.note('invoice.written_off', invoice, writeOff);
  }

  async reversed(invoice: Invoice, reversal: WriteOff): Promise<void> {
    const { reversesId, writtenOffOn: date } = reversal;
    const posted = { sourceId: reversesId ?? '', number: numberOf(invoice) ?? '', date };
    await this.accounting.postWriteOffReversed(posted);
    await this.receivables.changed(invoice);
    await this.note('invoice.write_off_reversed', invoice, reversal);
  }

  private note(action: string, invoice: Invoice, { total, writtenOffOn, reason }: WriteOff): Promise<void> {
    const { id, status, currency } = invoice;
    const amount = formatMoney(total, exponentOf(currency));
    const after = { number: numberOf(invoice), status, currency, amount, date: writtenOffOn, reason };
    return this.audit.record({ action, entity: 'invoice', entityId: id, after });
  }
}
