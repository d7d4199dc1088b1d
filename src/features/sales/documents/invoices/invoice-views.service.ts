import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { type ActionDto, inSlices, linesByDocument } from '../../../platform.js';
import { CompanyService } from '../../../company/index.js';
import { CustomerService } from '../../parties/customer.service.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { InvoiceLine } from '../../rows/invoice-line.entity.js';
import { InvoiceFactsService } from './invoice-facts.service.js';
import { InvoiceDto } from './invoice-view.dto.js';

type LinesByInvoice = ReadonlyMap<string, readonly InvoiceLine[]>;
const NO_LINES: LinesByInvoice = new Map();
const NO_ACTIONS = (): ActionDto[] => [];

/** Shows invoices with what belongs to them. */
@Injectable()
export class InvoiceViews {
  constructor(
    @InjectTenantRepository(InvoiceLine) private readonly lines: Repository<InvoiceLine>,
    private readonly customers: CustomerService,
    private readonly facts: InvoiceFactsService,
    private readonly company: CompanyService,
  ) {}

  /** The day at the company's place. */
  today(): Promise<string> {
    return this.company.knownToday();
  }

  async one(invoice: Invoice): Promise<InvoiceDto> {
    const [shown] = await this.page([invoice]);
    return shown as InvoiceDto;
  }

  /** Three queries for what belongs to a page, however many invoices it has; one for files, which show less. */
  async page(invoices: readonly Invoice[], { isFile = false } = {}): Promise<InvoiceDto[]> {
    if (invoices.length === 0) return [];
    const lines = isFile ? NO_LINES : await this.linesOf(invoices);
    const actions = isFile ? NO_ACTIONS : await this.facts.actions(invoices);
    const customers = await this.customers.find(invoices.map(({ customerId }) => customerId));
    const today = await this.today();
    return inSlices(invoices, (invoice) => {
      const customer = customers.get(invoice.customerId);
      const context = { customer, today, actions: actions(invoice) };
      return InvoiceDto.of(invoice, lines.get(invoice.id) ?? [], context);
    });
  }

  private linesOf(invoices: readonly Invoice[]): Promise<LinesByInvoice> {
    return linesByDocument(
      this.lines,
      'invoiceId',
      invoices.map(({ id }) => id),
    );
  }
}
