import { Injectable } from '@nestjs/common';
import { type OpenPayable, OpenPayables } from '../expenses/open-payables.service.js';
import type { JournalEntry } from '../rows/journal-entry.entity.js';
import type { StoredEntry } from '../posting/journal.store.js';
import { ControlAccounts } from './control-accounts.js';
import { type OpenReceivable, PartyFollowers, type PartyLine } from './party-followers.js';

/** Passes on what entries without a document say of customers, in the transaction that posts them. */
@Injectable()
export class PartyNews {
  constructor(
    private readonly controls: ControlAccounts,
    private readonly followers: PartyFollowers,
    private readonly payables: OpenPayables,
  ) {}

  async posted({ entry, lines }: StoredEntry): Promise<void> {
    const { id: entryId, number, date, memo, reversesId } = entry;
    if (lines.every(({ customerId }) => customerId === null)) return;
    const controls = await this.controls.byId();
    const theirs = lines.flatMap(({ id, accountId, customerId, debit, credit, locationId }): PartyLine[] => {
      const role = controls.get(accountId);
      if (!customerId || !role || role === 'payable') return [];
      return [{ lineId: id, role, customerId, debit, credit, locationId }];
    });
    await this.followers.posted({ entryId, number, date, memo, reversesId, lines: theirs });
  }

  /** Opening balances: what their lines say of customers, and the documents that were open. */
  async opened(
    stored: StoredEntry,
    { receivables, payables }: { receivables: OpenReceivable[]; payables: OpenPayable[] },
  ): Promise<void> {
    const { id: entryId, date } = stored.entry;
    await this.posted(stored);
    await this.payables.open(payables, { entryId, date });
    await this.followers.opened(receivables, { entryId, date });
  }

  /** Before the entry is taken back: locks go the same way as those of whoever pays. */
  async reversing({ id, source }: JournalEntry): Promise<void> {
    if (source === 'opening') await this.payables.lock(id);
    await this.followers.reversing(id);
  }

  async reversed(taken: JournalEntry, reversal: StoredEntry): Promise<void> {
    await this.posted(reversal);
    const { id: reversalId, date } = reversal.entry;
    await this.followers.reversed({ entryId: taken.id, reversalId, date });
    if (taken.source !== 'opening') return;
    await this.payables.takeBack({ entryId: taken.id, date });
    await this.followers.openedTakenBack({ entryId: taken.id, date });
  }
}
