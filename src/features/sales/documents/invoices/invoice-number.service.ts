import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Between, In, Not, Repository } from 'typeorm';
import { NumberingService } from '../../../numbering/index.js';
import { Invoice } from '../../rows/invoice.entity.js';
import { IssueDateOutOfOrderError } from '../../rows/invoice.errors.js';
import { CREDIT_NOTE_NUMBERS, INVOICE_NUMBERS } from '../../rows/sales.series.js';

/**
 * Numbers of invoices and credit notes: without gaps in a year, and in the order of the issue dates. Called in the
 * transaction that issues; throws IssueDateOutOfOrderError.
 */
@Injectable()
export class InvoiceNumberService {
  constructor(
    private readonly numbers: NumberingService,
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
  ) {}

  take(issueDate: string): Promise<string> {
    return this.numbers.take(INVOICE_NUMBERS, issueDate, async () => {
      const last = await this.lastStanding(issueDate.slice(0, 4));
      if (last !== null && issueDate < last) throw new IssueDateOutOfOrderError(issueDate, last);
    });
  }

  takeCredit(issueDate: string): Promise<string> {
    return this.numbers.take(CREDIT_NOTE_NUMBERS, issueDate, async (last) => {
      throw new IssueDateOutOfOrderError(issueDate, last, 'credit note');
    });
  }

  /** One that was dated wrongly and voided holds nobody up. */
  private async lastStanding(year: string): Promise<string | null> {
    const last = await this.invoices.findOne({
      where: { issueDate: Between(`${year}-01-01`, `${year}-12-31`), status: Not(In(['draft', 'void'])) },
      order: { issueDate: 'DESC' },
    });
    return last?.issueDate ?? null;
  }
}
