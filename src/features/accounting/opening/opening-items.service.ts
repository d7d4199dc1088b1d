import { Injectable } from '@nestjs/common';
import { AuditService } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { AccountService } from '../chart/account.service.js';
import type { OpenPayable } from '../expenses/open-payables.service.js';
import type { EntryInput } from '../journal/entry-reader.service.js';
import type { StoredEntry } from '../posting/journal.store.js';
import { type OpenReceivable, PartyFollowers } from '../parties/party-followers.js';
import { PartyNews } from '../parties/party-news.service.js';
import type { EntryLine } from '../rows/entry-lines.js';
import { readItems, withItems } from './opening-items.js';
import type { OpeningBalancesDto } from './opening.dto.js';

interface Items {
  receivables: OpenReceivable[];
  payables: OpenPayable[];
}

/** Documents that were open when the books began. */
@Injectable()
export class OpeningItems {
  constructor(
    private readonly company: CompanyService,
    private readonly accounts: AccountService,
    private readonly followers: PartyFollowers,
    private readonly news: PartyNews,
    private readonly audit: AuditService,
  ) {}

  /** The items, and the entry's lines with those of the items. */
  async read(
    { date, ...input }: OpeningBalancesDto,
    { lines, locationId: place }: EntryInput,
  ): Promise<Items & { lines: EntryLine[] }> {
    const { exponent } = await this.company.get();
    const reading = { date, exponent };
    const receivables = readItems(input.receivables ?? [], { field: 'receivables', ...reading });
    const payables = readItems(input.payables ?? [], { field: 'payables', ...reading });
    await this.followers.checkCustomers(
      receivables.map(({ customerId }, index) => ({ path: `receivables.${index}.customerId`, customerId })),
    );
    const byRole = await this.accounts.byRole();
    const accountOf = (role: 'receivable' | 'payable') => byRole.get(role) ?? '';
    const line = { place, exponent };
    const owed = withItems(lines, receivables, {
      ...line,
      field: 'receivables',
      accountId: accountOf('receivable'),
    });
    const owing = withItems(owed.lines, payables, {
      ...line,
      field: 'payables',
      accountId: accountOf('payable'),
    });
    return {
      lines: owing.lines,
      receivables: receivables.map((item) => ({ ...item, locationId: owed.place })),
      payables: payables.map((item) => ({ ...item, locationId: owing.place })),
    };
  }

  async record(stored: StoredEntry, { receivables, payables }: Items): Promise<void> {
    await this.news.opened(stored, { receivables, payables });
    const { id: entryId, date, number } = stored.entry;
    if (receivables.length + payables.length === 0) return;
    const count = { receivables: receivables.length, payables: payables.length };
    await this.audit.record({
      action: 'opening_items.recorded',
      entity: 'journal_entry',
      entityId: entryId,
      after: { number, date, ...count },
    });
  }
}
