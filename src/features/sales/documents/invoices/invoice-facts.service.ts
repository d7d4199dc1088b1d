import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { type ActionDto, callerMay } from '../../../platform.js';
import { Invoice } from '../../rows/invoice.entity.js';
import { INVOICE_STATES, type InvoiceFacts } from '../../rows/invoice.states.js';

interface FactRow {
  id: string;
  payments: number | string;
  credited: number | string;
}

/**
 * Both halves begin at an index by invoice. What is above zero takes nothing back: asked whether `reverses_id` is null,
 * SQLite would read all payments by that index.
 */
const TOUCHED = `(
  SELECT p.invoice_id AS id, 1 AS payments, 0 AS credited FROM invoice_payments p
  WHERE p.invoice_id IN (:...ids) AND p.amount > 0
    AND NOT EXISTS (SELECT 1 FROM invoice_payments r WHERE r.reverses_id = p.id)
  UNION ALL
  SELECT n.invoice_id, 0, n.total FROM credit_notes n WHERE n.invoice_id IN (:...ids)
)`;

/** What may be done with invoices: asks for what their rows don't tell, once for a page. */
@Injectable()
export class InvoiceFactsService {
  constructor(@InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>) {}

  /** Throws where a payment, a credit note or a write-off stands: nobody could tell what is taken back. */
  async assertVoidable(invoice: Invoice): Promise<void> {
    INVOICE_STATES.assert(invoice, 'void');
    const facts = await this.of([invoice]);
    INVOICE_STATES.assert({ ...invoice, ...facts.get(invoice.id) }, 'void');
  }

  /** What the caller may do with each. Only who may void learns of what keeps an invoice from it. */
  async actions(invoices: readonly Invoice[]): Promise<(invoice: Invoice) => ActionDto[]> {
    const asked = callerMay(INVOICE_STATES.transitions.void.right) ? invoices : [];
    const facts = await this.of(asked.filter(({ status }) => status !== 'draft' && status !== 'void'));
    const actionsOf = INVOICE_STATES.actionsForCaller();
    return (invoice) => actionsOf({ ...invoice, ...facts.get(invoice.id) });
  }

  /** Of invoices that something happened to. */
  private async of(invoices: readonly Invoice[]): Promise<Map<string, InvoiceFacts>> {
    if (invoices.length === 0) return new Map();
    const rows = await this.invoices.manager
      .createQueryBuilder()
      .select('touched.id', 'id')
      .addSelect('MAX(touched.payments)', 'payments')
      .addSelect('SUM(touched.credited)', 'credited')
      .from<object>(TOUCHED, 'touched')
      .groupBy('touched.id')
      .setParameters({ ids: invoices.map(({ id }) => id) })
      .getRawMany<FactRow>();
    return new Map(
      rows.map(({ id, payments, credited }) => [
        id,
        { hasPayments: Number(payments) > 0, creditNoted: Number(credited) },
      ]),
    );
  }
}
