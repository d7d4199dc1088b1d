import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { actorEmail } from '../rows/actor.js';
import { AuditService, formatMoney, LAST_DAY } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import type { JournalEntry } from '../rows/journal-entry.entity.js';
import { type EntryTax, JournalStore, type StoredEntry } from './journal.store.js';
import { CalendarService, yearOf } from '../calendar/calendar.service.js';
import { BalanceService } from './balance.service.js';
import { DateOutOfRangeError } from '../rows/posting.errors.js';
import { type EntrySource, OWN_SOURCES } from '../rows/posting.rules.js';
import { balancedTotal, type EntryLine, mirrored } from '../rows/entry-lines.js';

/** An entry that is to be posted. */
export type NewEntry = Pick<JournalEntry, 'date' | 'memo' | 'source' | 'locationId'> &
  Partial<Pick<JournalEntry, 'sourceId' | 'layer' | 'reversesId'>> & {
    lines: readonly EntryLine[];
    taxes?: readonly EntryTax[];
    /** The day of what is taken back: on it an entry may stand whatever else is bookable. */
    ownDay?: string;
    /** The field by which people said the day; left out: `date`. */
    dayField?: string;
  };

/** Entries without a document, whose own log line tells of them. */
const BY_HAND: ReadonlySet<EntrySource> = new Set(OWN_SOURCES);

/** The only way into the journal. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly journal: JournalStore,
    private readonly calendar: CalendarService,
    private readonly balances: BalanceService,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  /** Posts an entry and its balances in one transaction; joins the caller's. */
  @Transactional()
  async post({
    lines,
    taxes = [],
    ownDay,
    dayField: path = 'date',
    ...fields
  }: NewEntry): Promise<StoredEntry> {
    if (fields.date > LAST_DAY) throw new DateOutOfRangeError(fields.date, LAST_DAY);
    const total = balancedTotal(lines);
    const byProgram = fields.layer === 'closing';
    if (!byProgram && fields.date !== ownDay) {
      await this.calendar.assertBookable(fields.date, { path, opens: fields.source === 'opening' });
    }
    // Before the year, because sales takes the two locks in that order.
    await this.company.fixCurrency();
    const year = await this.calendar.lockYear(yearOf(fields.date));
    // Closing and reopening a year post into months that are closed by then, and hold the year's row themselves.
    if (!byProgram) await this.calendar.assertOpen(fields.date, year, path);
    const number = await this.calendar.takeNumber(year);
    const postedBy = actorEmail();
    const entry = this.journal.create({ ...fields, number, total, postedBy });
    const stored = await this.journal.write(entry, lines, taxes);
    await this.balances.add(entry, lines);
    await this.balances.addTaxes(entry, stored.taxes);
    if (BY_HAND.has(entry.source)) await this.record(stored);
    return stored;
  }

  private async record({ entry, lines }: StoredEntry): Promise<void> {
    const { exponent } = await this.company.get();
    const { id: entityId, number, date, memo, source } = entry;
    const booked = lines.map(({ accountId, locationId, customerId, vendor, debit, credit }) => ({
      accountId,
      locationId,
      ...(customerId ? { customerId } : {}),
      ...(vendor ? { vendor } : {}),
      debit: formatMoney(debit, exponent),
      credit: formatMoney(credit, exponent),
    }));
    const after = { number, date, memo, source, lines: booked };
    await this.audit.record({ action: 'journal_entry.posted', entity: 'journal_entry', entityId, after });
  }

  /** Posts what takes an entry back: same accounts and amounts, sides exchanged. */
  async reverse(
    reversed: JournalEntry,
    fields: Pick<NewEntry, 'date' | 'memo' | 'source' | 'sourceId' | 'dayField'>,
  ): Promise<StoredEntry> {
    const { entry, lines, taxes } = await this.journal.partsOf(reversed);
    return this.post({
      ...fields,
      layer: entry.layer,
      locationId: entry.locationId,
      reversesId: entry.id,
      ownDay: entry.date,
      lines: mirrored(
        lines.map(({ accountId, debit, credit, locationId, customerId, vendor }) => ({
          ...{ accountId, debit, credit, locationId, customerId, vendor },
        })),
      ),
      taxes: taxes.map(({ direction, taxRateId, category, net, tax }) => ({
        direction,
        taxRateId,
        category,
        net: -net,
        tax: -tax,
      })),
    });
  }
}
