import { Injectable } from '@nestjs/common';
import { CompanyService } from '../../company/index.js';
import { CustomerService } from '../parties/customer.service.js';
import { type Parties, partiesOf } from '../rows/invoice.parties.js';

/** What invoices of the former books are written with. */
@Injectable()
export class OpeningTerms {
  constructor(
    private readonly company: CompanyService,
    private readonly customers: CustomerService,
  ) {}

  async of(
    customerIds: readonly string[],
  ): Promise<{ currency: string; partiesOf: (customerId: string) => Parties | null }> {
    const company = await this.company.get();
    const customers = await this.customers.find(customerIds);
    const parties = (id: string): Parties | null => {
      const customer = customers.get(id);
      return customer ? partiesOf(company, customer) : null;
    };
    return { currency: company.currency, partiesOf: parties };
  }
}
