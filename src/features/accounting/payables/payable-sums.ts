import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { exactSum, shiftDay, sumFromStore } from '../../platform.js';
import { AccountService } from '../chart/account.service.js';
import { Expense } from '../rows/expense.entity.js';
import { JournalLine } from '../rows/journal-line.entity.js';
import { LedgerSums } from '../posting/ledger-sums.js';
import { NOTHING, type Owed, plus, totalOf } from './payable-ages.js';

/** What is owed at the end of a day: at some places; undefined: everywhere. */
export interface Owing {
  asOf: string;
  places: readonly string[] | undefined;
}

/** Each more than so many days late: what is late by more is among what is late by less. */
const LATE = { late: 0, late30: 30, late60: 60, late90: 90 } as const;

type Sum = string | number | null;
type ExpenseRow = Record<'owed' | keyof typeof LATE, Sum> & { vendor: string | null };
type LineRow = Record<'owed' | 'paid', Sum> & { vendor: string };
type ByVendor = Map<string | null, Owed>;

const IS_OPEN = [
  `expense.status = 'approved'`,
  `(expense.status = 'paid' AND expense.paidOn > :asOf)`,
  `(expense.status = 'void' AND expense.voidedOn > :asOf)`,
].join(' OR ');

/** What vendors are owed: expenses by their documents, what the journal says of a vendor by its lines. */
@Injectable()
export class PayableSums {
  constructor(
    @InjectTenantRepository(Expense) private readonly expenses: Repository<Expense>,
    @InjectTenantRepository(JournalLine) private readonly lines: Repository<JournalLine>,
    private readonly accounts: AccountService,
    private readonly ledger: LedgerSums,
  ) {}

  /** By vendor; under null what names nobody. Together they are the balance of the payable account. */
  async byVendor(owing: Owing): Promise<ByVendor> {
    const accountId = (await this.accounts.byRole()).get('payable') ?? '';
    const sums: ByVendor = new Map();
    const add = (vendor: string | null, owed: Owed) => {
      const known = sums.get(vendor);
      sums.set(vendor, known ? plus(known, owed) : owed);
    };
    for (const row of await this.ofExpenses(owing)) add(row.vendor, expenseOwed(row));
    for (const row of await this.ofLines(owing, accountId)) {
      const ages = { ...NOTHING, current: sumFromStore(row.owed) };
      add(row.vendor, { ages, paid: sumFromStore(row.paid) });
    }
    const unnamed = (await this.booked(owing, accountId)) - sumOf(sums);
    // Lines on the account that are older than the names on them.
    if (unnamed !== 0n) add(null, { ages: { ...NOTHING, current: unnamed }, paid: 0n });
    return sums;
  }

  private ofExpenses({ asOf, places }: Owing): Promise<ExpenseRow[]> {
    const builder = this.expenses
      .createQueryBuilder('expense')
      .select('expense.vendor', 'vendor')
      .addSelect(exactSum('expense.total'), 'owed')
      .where(`(${IS_OPEN})`, { asOf })
      .andWhere('expense.date <= :asOf')
      .andWhere('(expense.bookedOn IS NULL OR expense.bookedOn <= :asOf)')
      .groupBy('expense.vendor');
    for (const [late, days] of Object.entries(LATE)) {
      builder
        .addSelect(exactSum(`CASE WHEN expense.dueDate < :${late} THEN expense.total END`), late)
        .setParameter(late, shiftDay(asOf, -days));
    }
    if (places) builder.andWhere('expense.locationId IN (:...places)', { places });
    return builder.getRawMany<ExpenseRow>();
  }

  private ofLines({ asOf, places }: Owing, accountId: string): Promise<LineRow[]> {
    const builder = this.lines
      .createQueryBuilder('line')
      .select('line.vendor', 'vendor')
      .addSelect(exactSum('line.credit'), 'owed')
      .addSelect(exactSum('line.debit'), 'paid')
      // By the index of vendors: that of the account holds every expense as well, and SQLite would take it.
      .where('line.vendor IS NOT NULL AND COALESCE(line.accountId, line.accountId) = :accountId', {
        accountId,
      })
      .andWhere('line.date <= :asOf', { asOf })
      .groupBy('line.vendor');
    if (places) builder.andWhere('line.locationId IN (:...places)', { places });
    return builder.getRawMany<LineRow>();
  }

  private async booked({ asOf, places }: Owing, accountId: string): Promise<bigint> {
    const [sum] = await this.ledger.byAccount({ to: asOf, locationIds: places, accountId });
    return sum ? sum.credit - sum.debit : 0n;
  }
}

function expenseOwed(row: ExpenseRow): Owed {
  const [late, late30] = [sumFromStore(row.late), sumFromStore(row.late30)];
  const [late60, late90] = [sumFromStore(row.late60), sumFromStore(row.late90)];
  const ages = {
    current: sumFromStore(row.owed) - late,
    days1to30: late - late30,
    days31to60: late30 - late60,
    days61to90: late60 - late90,
    over90: late90,
  };
  return { ages, paid: 0n };
}

const sumOf = (sums: ByVendor): bigint =>
  [...sums.values()].reduce((sum, { ages, paid }) => sum + totalOf(ages) - paid, 0n);
