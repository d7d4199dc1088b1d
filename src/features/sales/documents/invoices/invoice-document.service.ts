import { Inject, Injectable } from '@nestjs/common';
import { Clock, exponentOf, formatMoney, LimitedMailer, plainName } from '../../../platform.js';
import { Letterhead } from '../../pdf/letterhead.js';
import { CompanyService } from '../../../company/index.js';
import { invoiceDocument } from './invoice-document.js';
import { grouped } from '../../pdf/pdf-numbers.js';
import type { SendInput } from './invoice-actions.dto.js';
import { balanceOf } from '../../rows/invoice.amounts.js';
import { type Invoice, numberOf } from '../../rows/invoice.entity.js';
import { CustomerWithoutEmailError } from '../../rows/invoice.errors.js';
import { INVOICE_STATES } from '../../rows/invoice.states.js';
import { type Parties, partiesOf } from '../../rows/invoice.parties.js';
import { InvoiceReferencesService } from './invoice-references.service.js';
import { InvoiceService } from './invoice.service.js';

export interface InvoiceFile {
  name: string;
  content: Buffer;
}

/** The invoice as a PDF, to download and to send. */
@Injectable()
export class InvoiceDocumentService {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    private readonly store: InvoiceService,
    private readonly references: InvoiceReferencesService,
    private readonly company: CompanyService,
    private readonly mailer: LimitedMailer,
    private readonly printer: Letterhead,
  ) {}

  async pdf(id: string): Promise<InvoiceFile> {
    const invoice = await this.store.get(id);
    return this.file(invoice, await this.parties(invoice));
  }

  /** Mails the PDF. The mail goes out before the store says so: what isn't recorded can be sent again. */
  async send(id: string, { to, message }: SendInput): Promise<Invoice> {
    const invoice = await this.store.get(id);
    INVOICE_STATES.assert(invoice, 'send');
    const parties = await this.parties(invoice);
    const customer = await this.references.customer(invoice.customerId);
    const address = to ?? customer.email;
    if (!address) throw new CustomerWithoutEmailError(customer.name);
    const { name, content } = await this.file(invoice, parties);
    await this.mailer.send({
      to: address,
      subject: `Invoice ${numberOf(invoice)} from ${plainName(parties.seller.name)}`,
      text: message ?? textOf(invoice, parties),
      fromName: parties.seller.name,
      ...(parties.seller.email ? { replyTo: parties.seller.email } : {}),
      attachments: [{ filename: name, content, contentType: 'application/pdf' }],
    });
    await this.store.change(invoice, { sentAt: this.clock.now(), sentTo: address });
    return this.store.get(id);
  }

  private async parties(invoice: Invoice): Promise<Parties> {
    if (invoice.parties) return invoice.parties;
    return partiesOf(await this.company.get(), await this.references.customer(invoice.customerId));
  }

  private async file(invoice: Invoice, parties: Parties): Promise<InvoiceFile> {
    const lines = await this.store.linesOf(invoice);
    const content = await this.printer.print(
      invoiceDocument(invoice, lines, parties),
      parties,
      invoice.issuedAt ?? invoice.updatedAt,
    );
    return { name: `${invoice.number ?? `draft-${invoice.id}`}.pdf`, content };
  }
}

function textOf(invoice: Invoice, { seller, buyer }: Parties): string {
  const due = grouped(formatMoney(balanceOf(invoice), exponentOf(invoice.currency)));
  const until = invoice.dueDate ? `, due on ${invoice.dueDate}` : '';
  return [
    `Dear ${plainName(buyer.name)},`,
    `please find attached our invoice ${numberOf(invoice)} of ${invoice.issueDate ?? invoice.listedOn}.`,
    `Amount due: ${invoice.currency} ${due}${until}.`,
    `Kind regards\n${plainName(seller.legalName || seller.name)}`,
  ].join('\n\n');
}
