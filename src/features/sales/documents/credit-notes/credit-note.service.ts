import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import {
  inSlices,
  keysetPage,
  linesByDocument,
  NotFoundError,
  type Page,
  parseSort,
  searchText,
} from '../../../platform.js';
import { LocationAccess } from '../../../locations/index.js';
import { Customer } from '../../rows/customer.entity.js';
import { CustomerService } from '../../parties/customer.service.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { byAge, NEWEST_FIRST } from '../../rows/sales.sorts.js';
import { CreditNote } from '../../rows/credit-note.entity.js';
import { CreditNoteLine } from '../../rows/credit-note-line.entity.js';
import type { CreditNoteQuery } from './credit-note-query.dto.js';
import { CreditNoteDto, type WholeCreditNote } from './credit-note-view.dto.js';

const SORTS = ['number', 'issueDate', 'total', 'createdAt'];

/** Finds and shows credit notes. */
@Injectable()
export class CreditNoteService {
  constructor(
    @InjectTenantRepository(CreditNote) private readonly notes: Repository<CreditNote>,
    @InjectTenantRepository(CreditNoteLine) private readonly lines: Repository<CreditNoteLine>,
    private readonly invoices: InvoiceService,
    private readonly customers: CustomerService,
    private readonly access: LocationAccess,
  ) {}

  /** Files don't show lines. */
  async list(query: CreditNoteQuery, { withLines = true } = {}): Promise<Page<CreditNoteDto>> {
    const sort = byAge(parseSort(query.sort, SORTS, NEWEST_FIRST));
    const builder = await this.access.limit(this.filtered(query), 'note.locationId');
    const { items, nextCursor } = await keysetPage(builder, { query, sort });
    const whole = await this.whole(items, withLines);
    return { items: await inSlices(whole, (note) => CreditNoteDto.of(note)), nextCursor };
  }

  async show(id: string): Promise<CreditNoteDto> {
    return CreditNoteDto.of(await this.get(id));
  }

  async get(id: string): Promise<WholeCreditNote> {
    const note = await this.notes.findOneBy({ id });
    const [whole] = note ? await this.whole([note]) : [];
    if (!whole) throw new NotFoundError('credit note', id);
    await this.access.assertSees('credit note', whole.note);
    return whole;
  }

  /** Three queries for what belongs to a page, however many credit notes it has. */
  private async whole(notes: readonly CreditNote[], withLines = true): Promise<WholeCreditNote[]> {
    if (notes.length === 0) return [];
    const shown = withLines ? notes.map(({ id }) => id) : [];
    const byNote = await linesByDocument(this.lines, 'creditNoteId', shown);
    const invoices = await this.invoices.find(notes.map(({ invoiceId }) => invoiceId));
    const customers = await this.customers.find(notes.map(({ customerId }) => customerId));
    return notes.flatMap((note) => {
      const invoice = invoices.get(note.invoiceId);
      const customer = customers.get(note.customerId);
      return invoice ? [{ note, lines: byNote.get(note.id) ?? [], invoice, customer }] : [];
    });
  }

  private filtered(query: CreditNoteQuery): SelectQueryBuilder<CreditNote> {
    const { invoiceId, customerId, locationId, number, issueDate, from, to } = query;
    const exact = { invoiceId, customerId, locationId, number, issueDate };
    const given = Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined));
    const builder = this.notes.createQueryBuilder('note').where(given);
    if (from !== undefined) builder.andWhere('note.issueDate >= :from', { from });
    if (to !== undefined) builder.andWhere('note.issueDate <= :to', { to });
    if (!query.q?.trim()) return builder;
    builder.innerJoin(Customer, 'customer', 'customer.id = note.customerId');
    return searchText(builder, query.q, ['number', 'searchKey', 'customer.nameKey', 'customer.codeKey']);
  }
}
