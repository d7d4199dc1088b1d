import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { lockRow } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationAccess } from '../../locations/index.js';
import { PartyNews } from '../parties/party-news.service.js';
import { LedgerService } from '../posting/ledger.service.js';
import { OWN_SOURCES } from '../rows/posting.rules.js';
import { takenBackOn } from '../rows/taken-back.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import type { ReverseDto } from './journal.dto.js';
import { AlreadyReversedError, EntryHasSourceError } from '../rows/journal.errors.js';

/** Sources whose entries an accountant may take back by hand. */
const REVERSIBLE: ReadonlySet<string> = new Set(OWN_SOURCES.filter((source) => !source.startsWith('year_')));

/** Takes entries back that accountants wrote. */
@Injectable()
export class JournalReversal {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly ledger: LedgerService,
    private readonly access: LocationAccess,
    private readonly company: CompanyService,
    private readonly news: PartyNews,
  ) {}

  /** Answers with the id of the entry that takes the other one back. */
  @Transactional()
  async reverse(id: string, { date, memo }: ReverseDto): Promise<string> {
    // Locked, so that two reversals at once find out about each other here.
    const entry = await lockRow(this.entries, 'journal entry', id);
    await this.access.assertSees('journal entry', entry);
    // The books of all places begin after it.
    if (entry.source === 'opening') this.access.assertWholeCompany();
    if (!REVERSIBLE.has(entry.source)) throw new EntryHasSourceError(entry.number, entry.source);
    if (await this.entries.existsBy({ reversesId: id })) throw new AlreadyReversedError(entry.number);
    await this.news.reversing(entry);
    const reversal = await this.ledger.reverse(entry, {
      date: takenBackOn(date, { booked: entry.date, otherwise: await this.otherwise(entry) }),
      memo: memo ?? `Reversal of ${entry.number}`,
      source: 'reversal',
    });
    await this.news.reversed(entry, reversal);
    return reversal.entry.id;
  }

  /** Opening balances that were wrong are to be as if they had never been: others begin on the same day. */
  private async otherwise({ source, date }: JournalEntry): Promise<string> {
    return source === 'opening' ? date : this.company.today();
  }
}
