import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { PartyNews } from '../parties/party-news.service.js';
import { LedgerService } from '../posting/ledger.service.js';
import { EntryReader } from './entry-reader.service.js';
import type { JournalEntryCreateDto } from './journal.dto.js';

/** Entries that accountants write by hand. */
@Injectable()
export class JournalService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly reader: EntryReader,
    private readonly news: PartyNews,
  ) {}

  /** Answers with the id of the entry it posted. */
  @Transactional()
  async post({ date, memo, ...input }: JournalEntryCreateDto): Promise<string> {
    const { locationId, lines } = await this.reader.read(input);
    const stored = await this.ledger.post({ date, memo, source: 'manual', locationId, lines });
    await this.news.posted(stored);
    return stored.entry.id;
  }
}
