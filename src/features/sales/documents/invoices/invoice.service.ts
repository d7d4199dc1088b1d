import { InjectTenantRepository } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import {
  assertVersion,
  Clock,
  findByIds,
  keysetPage,
  lockRow,
  NotFoundError,
  type Page,
  parseSort,
  searchText,
  type SortKey,
} from '../../../platform.js';
import { LocationAccess } from '../../../locations/index.js';
import { Customer } from '../../rows/customer.entity.js';
import { byAge, NEWEST_FIRST } from '../../rows/sales.sorts.js';
import { DUE_COMPARISONS, OWED_STATUSES } from '../../rows/due-state.js';
import { Invoice, LISTED_NUMBER } from '../../rows/invoice.entity.js';
import type { InvoiceQuery } from './invoice-query.dto.js';
import type { InvoiceDto } from './invoice-view.dto.js';
import { InvoiceViews } from './invoice-views.service.js';
import { InvoiceLine } from '../../rows/invoice-line.entity.js';

const SORTS = ['number', 'issueDate', 'dueDate', 'total', 'createdAt'];

/** Finds, locks and shows invoices; what changes them stands in the services beside. */
@Injectable()
export class InvoiceService {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectTenantRepository(InvoiceLine) private readonly lines: Repository<InvoiceLine>,
    private readonly access: LocationAccess,
    private readonly views: InvoiceViews,
  ) {}

  /** Files don't show lines. */
  async list(query: InvoiceQuery, { withLines = true } = {}): Promise<Page<InvoiceDto>> {
    const sort = byAge(parseSort(query.sort, SORTS, usualOrder(query))).map(asListed);
    const today = await this.views.today();
    const builder = await this.access.limit(this.filtered(query, today), 'invoice.locationId');
    const { items, nextCursor } = await keysetPage(builder, { query, sort });
    return { items: await this.views.page(items, { isFile: !withLines }), nextCursor };
  }

  async show(id: string): Promise<InvoiceDto> {
    return this.shown(await this.get(id));
  }

  async get(id: string): Promise<Invoice> {
    const invoice = await this.invoices.findOneBy({ id });
    if (!invoice) throw new NotFoundError('invoice', id);
    await this.access.assertSees('invoice', invoice);
    return invoice;
  }

  /** The invoices with these ids; unknown ids are left out. */
  find(ids: readonly string[]): Promise<Map<string, Invoice>> {
    return findByIds(this.invoices, ids);
  }

  /** Those of them that the user may see. */
  async findSeen(ids: readonly string[]): Promise<Map<string, Invoice>> {
    const found = await this.find(ids);
    const places = await this.access.places();
    if (!places) return found;
    const seen = [...found].filter(
      ([, { locationId }]) => locationId !== null && places.includes(locationId),
    );
    return new Map(seen);
  }

  /** The invoice, held until the transaction ends: its status and balance can't change under the caller. */
  async lock(id: string, version?: number | null): Promise<Invoice> {
    const invoice = await lockRow(this.invoices, 'invoice', id);
    await this.access.assertSees('invoice', invoice);
    assertVersion('invoice', invoice, version);
    return invoice;
  }

  /** Changes a locked invoice, in the store and in `invoice`. */
  async change(invoice: Invoice, change: Partial<Invoice>): Promise<void> {
    const updatedAt = this.clock.now();
    await this.invoices.update({ id: invoice.id }, { ...change, updatedAt });
    Object.assign(invoice, change, { updatedAt, version: invoice.version + 1 });
  }

  linesOf(invoice: Invoice): Promise<InvoiceLine[]> {
    return this.lines.find({ where: { invoiceId: invoice.id }, order: { position: 'ASC' } });
  }

  shown(invoice: Invoice): Promise<InvoiceDto> {
    return this.views.one(invoice);
  }

  private filtered(query: InvoiceQuery, today: string): SelectQueryBuilder<Invoice> {
    const { due, status, customerId, locationId, number, currency, issueDate, dueDate, from, to } = query;
    const exact = { status, customerId, locationId, currency, issueDate, dueDate };
    const given = Object.fromEntries(Object.entries(exact).filter(([, value]) => value !== undefined));
    const builder = this.invoices.createQueryBuilder('invoice').where(given);
    if (number !== undefined) {
      // By the number that lists are sorted by, which is indexed, and as long as a foreign one is not.
      builder
        .andWhere('invoice.listedNumber = :listed', { listed: number.slice(0, LISTED_NUMBER) })
        .andWhere('COALESCE(invoice.foreignNumber, invoice.number) = :number', { number });
    }
    // The listed date is the one that lists are sorted by; a draft without a date has one, too.
    for (const column of ['issueDate', 'listedOn']) {
      if (from !== undefined) builder.andWhere(`invoice.${column} >= :from`, { from });
      if (to !== undefined) builder.andWhere(`invoice.${column} <= :to`, { to });
    }
    if (due !== undefined) {
      builder
        .andWhere('invoice.status IN (:...owed)', { owed: OWED_STATUSES })
        .andWhere(`invoice.listedDue ${DUE_COMPARISONS[due]} :today`, { today });
    }
    if (!query.q?.trim()) return builder;
    builder.innerJoin(Customer, 'customer', 'customer.id = invoice.customerId');
    return searchText(builder, query.q, [
      'number',
      'foreignNumber',
      'searchKey',
      'customer.nameKey',
      'customer.codeKey',
    ]);
  }
}

const LISTED: Readonly<Record<string, string>> = {
  issueDate: 'listedOn',
  number: 'listedNumber',
  dueDate: 'listedDue',
};

/** The newest first; of a range of days the latest day, so that no page has to sort all of them. */
const usualOrder = ({ from, to }: InvoiceQuery): readonly SortKey[] =>
  from === undefined && to === undefined ? NEWEST_FIRST : [{ column: 'issueDate', direction: 'DESC' }];

const asListed = (key: SortKey): SortKey => ({ ...key, column: LISTED[key.column] ?? key.column });
