import { Injectable } from '@nestjs/common';
import { addUp, assertRange, formatMoney, NotFoundError, ValidationError } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationService } from '../../locations/index.js';
import type { Customer } from '../rows/customer.entity.js';
import { CustomerService } from '../parties/customer.service.js';
import { AgedReceivablesService } from '../reports/aged-receivables.service.js';
import type { CustomerStatementDto, StatementQuery } from './customer-statement.dto.js';
import { StatementEntries, type StatementEntry } from './statement-entries.js';

const MOST_ENTRIES = 5000;

/** What a customer owes and how it came to that. */
@Injectable()
export class CustomerStatementService {
  constructor(
    private readonly customers: CustomerService,
    private readonly company: CompanyService,
    private readonly locations: LocationService,
    private readonly stored: StatementEntries,
    private readonly receivables: AgedReceivablesService,
  ) {}

  async get(customerId: string, query: StatementQuery): Promise<CustomerStatementDto> {
    const { id, code, name } = await this.customer(customerId);
    const { exponent, currency, timeZone } = await this.company.known();
    const to = query.to ?? this.company.dayIn(timeZone);
    const from = query.from ?? `${to.slice(0, 4)}-01-01`;
    assertRange(from, to);
    const places = await this.locations.covered(query.locationId);
    const opening = await this.stored.sumBefore(from, { customerId, places });
    const found = await this.stored.between({ from, to, limit: MOST_ENTRIES + 1 }, { customerId, places });
    assertFew(found);
    const closing = addUp([opening, ...found.map(({ amount }) => amount)]);
    const money = (minor: bigint) => formatMoney(minor, exponent);
    const aged = await this.receivables.ofCustomer(customerId, { asOf: to, places });
    return {
      customer: { id, code, name },
      currency,
      from,
      to,
      opening: money(opening),
      entries: withBalances(found, opening, money),
      closing: money(closing),
      aged: aged.shown,
      credit: money(aged.total - closing),
    };
  }

  async customer(id: string): Promise<Customer> {
    const customer = (await this.customers.find([id])).get(id);
    if (!customer) throw new NotFoundError('customer', id);
    return customer;
  }
}

function assertFew(entries: readonly StatementEntry[]): void {
  if (entries.length <= MOST_ENTRIES) return;
  const message = `a statement has at most ${MOST_ENTRIES} entries: ask for fewer days`;
  throw new ValidationError([{ path: 'from', message }]);
}

function withBalances(
  entries: readonly StatementEntry[],
  opening: bigint,
  money: (minor: bigint) => string,
): CustomerStatementDto['entries'] {
  let balance = opening;
  return entries.map(({ amount, ...entry }) => {
    balance += amount;
    return { ...entry, amount: money(amount), balance: money(balance) };
  });
}
