import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { laterOf } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { CreditNote } from '../../rows/credit-note.entity.js';
import { WriteOff } from '../../rows/write-off.entity.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { lastDayOf } from '../../rows/payment.days.js';
import { Payment } from '../../rows/payment.entity.js';

/** What happened to a locked invoice since it was issued. */
@Injectable()
export class InvoiceHistory {
  constructor(
    @InjectTenantRepository(Payment) private readonly payments: Repository<Payment>,
    @InjectTenantRepository(CreditNote) private readonly creditNotes: Repository<CreditNote>,
    @InjectTenantRepository(WriteOff) private readonly writeOffs: Repository<WriteOff>,
    private readonly company: CompanyService,
  ) {}

  /** The last day on which something happened, before which nothing is taken back; and today. */
  async days(invoice: Invoice): Promise<{ booked: string; otherwise: string }> {
    const invoiceId = invoice.id;
    const notes = await this.creditNotes.findBy({ invoiceId });
    const writeOffs = await this.writeOffs.findBy({ invoiceId });
    const booked = [
      ...notes.map(({ issueDate }) => issueDate),
      ...writeOffs.map(({ writtenOffOn }) => writtenOffOn),
    ].reduce(laterOf, lastDayOf(invoice, await this.payments.findBy({ invoiceId })));
    return { booked, otherwise: await this.company.today() };
  }

  /** In the order they were made. */
  async standingWriteOffs({ id: invoiceId }: Invoice): Promise<WriteOff[]> {
    const all = await this.writeOffs.find({ where: { invoiceId }, order: { id: 'ASC' } });
    const reversed = new Set(all.map(({ reversesId }) => reversesId));
    return all.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
  }
}
