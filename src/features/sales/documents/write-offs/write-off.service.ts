import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { totalAmounts } from '../../../platform.js';
import { takenBackOn } from '../../../accounting/index.js';
import { CreditNoteLinesService } from '../credit-notes/credit-note-lines.service.js';
import { balanceOf, statusOf } from '../../rows/invoice.amounts.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { INVOICE_STATES } from '../../rows/invoice.states.js';
import { InvoiceHistory } from '../invoices/invoice-history.service.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { taxParts } from '../../rows/tax-parts.js';
import { WriteOff } from '../../rows/write-off.entity.js';
import type { WriteOffInput, WriteOffReversalInput } from './write-off-input.dto.js';
import { writeOffParts } from './write-off.parts.js';
import { SalesRecord } from '../../record/sales-record.service.js';

/** Writes off what nobody will pay, and takes that back. */
@Injectable()
export class WriteOffService {
  constructor(
    @InjectTenantRepository(WriteOff) private readonly writeOffs: Repository<WriteOff>,
    private readonly invoices: InvoiceService,
    private readonly history: InvoiceHistory,
    private readonly open: CreditNoteLinesService,
    private readonly record: SalesRecord,
  ) {}

  /** All that is owed: its net part is an expense, its tax comes back. */
  @Transactional()
  async writeOff(id: string, { date, reason, version }: WriteOffInput): Promise<Invoice> {
    const invoice = await this.invoices.lock(id, version);
    INVOICE_STATES.assert(invoice, 'write_off');
    const total = balanceOf(invoice);
    const writtenOffOn = takenBackOn(date, await this.history.days(invoice));
    const lines = (await this.open.open(invoice)).map(({ line, open }) => ({ line, left: open.left }));
    const parts = writeOffParts(lines, total);
    const { tax } = totalAmounts(parts);
    const columns = { invoiceId: id, writtenOffOn, reason, net: total - tax, tax, total };
    const writeOff = await this.book(invoice, columns);
    // What the former books declared of it is not known here.
    const taxes = invoice.openedOn === null ? taxParts(parts) : [];
    await this.record.tell('invoice.written_off', { invoice, writeOff, taxes });
    return invoice;
  }

  /** It is owed again, with its tax. */
  @Transactional()
  async reverse(id: string, { date, reason, version }: WriteOffReversalInput): Promise<Invoice> {
    const invoice = await this.invoices.lock(id, version);
    INVOICE_STATES.assert(invoice, 'reverse_write_off');
    const standing = await this.history.standingWriteOffs(invoice);
    const days = await this.history.days(invoice);
    const booked = standing.map(({ writtenOffOn }) => writtenOffOn).reduce((a, b) => (a > b ? a : b));
    const writtenOffOn = takenBackOn(date, { ...days, booked });
    for (const original of standing) {
      const { id: reversesId, net, tax, total } = original;
      const back = { net: 0 - net, tax: 0 - tax, total: -total };
      const columns = { invoiceId: id, writtenOffOn, reversesId, reason: reason ?? original.reason, ...back };
      const writeOff = await this.book(invoice, columns);
      await this.record.tell('invoice.write_off_reversed', { invoice, writeOff });
    }
    return invoice;
  }

  private async book(invoice: Invoice, columns: Partial<WriteOff>): Promise<WriteOff> {
    const row = this.writeOffs.create(columns);
    await this.writeOffs.insert(row);
    const writtenOff = invoice.writtenOff + row.total;
    await this.invoices.change(invoice, { writtenOff, status: statusOf({ ...invoice, writtenOff }) });
    return row;
  }
}
