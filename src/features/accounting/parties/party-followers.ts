import { Injectable } from '@nestjs/common';

/** A line of a customer on a control account, from an entry that no document made. Amounts are minor units. */
export interface PartyLine {
  lineId: string;
  role: 'receivable' | 'customer_credit';
  customerId: string;
  debit: number;
  credit: number;
  locationId: string | null;
}

/** What such an entry says of customers; `lines` are theirs alone. */
export interface PartyEntry {
  entryId: string;
  number: string;
  date: string;
  memo: string;
  /** The entry that this one takes back. */
  reversesId: string | null;
  lines: PartyLine[];
}

/** An invoice that was open when the books began. */
export interface OpenReceivable {
  customerId: string;
  /** As the former books called it. */
  number: string;
  date: string;
  dueDate: string | null;
  amount: number;
  locationId: string | null;
}

/** Who keeps books of his own about customers. Everything is told in the transaction that posts. */
export interface PartyFollower {
  /** Throws UnknownReferenceError with the path of the first customer that doesn't exist. */
  checkCustomers(refs: readonly { path: string; customerId: string }[]): Promise<void>;
  /** An entry made by hand, of opening balances, or one that takes such an entry back. */
  posted(entry: PartyEntry): Promise<void>;
  /** An entry is going to be taken back: what it is about is held before the books are, as payments hold it. */
  reversing(entryId: string): Promise<void>;
  /** An entry was taken back; told after `posted` of the entry that does so, also when it has no lines of customers. */
  reversed(reversal: { entryId: string; reversalId: string; date: string }): Promise<void>;
  /** Opening balances hold these receivables; their line on the control account names nobody and isn't in `posted`. */
  opened(items: readonly OpenReceivable[], entry: { entryId: string; date: string }): Promise<void>;
  /** Those receivables are no more. Throws when one of them was paid or credited meanwhile. */
  openedTakenBack(entry: { entryId: string; date: string }): Promise<void>;
}

/** Tells those who follow what customers owe: accounting knows ids of customers, and nothing else of them. */
@Injectable()
export class PartyFollowers implements PartyFollower {
  private readonly followers: PartyFollower[] = [];

  /** Called once per module, at start. */
  register(follower: PartyFollower): void {
    this.followers.push(follower);
  }

  async checkCustomers(refs: readonly { path: string; customerId: string }[]): Promise<void> {
    if (refs.length > 0) await this.tell((follower) => follower.checkCustomers(refs));
  }

  async posted(entry: PartyEntry): Promise<void> {
    if (entry.lines.length > 0) await this.tell((follower) => follower.posted(entry));
  }

  reversing(entryId: string): Promise<void> {
    return this.tell((follower) => follower.reversing(entryId));
  }

  reversed(reversal: { entryId: string; reversalId: string; date: string }): Promise<void> {
    return this.tell((follower) => follower.reversed(reversal));
  }

  async opened(items: readonly OpenReceivable[], entry: { entryId: string; date: string }): Promise<void> {
    if (items.length > 0) await this.tell((follower) => follower.opened(items, entry));
  }

  openedTakenBack(entry: { entryId: string; date: string }): Promise<void> {
    return this.tell((follower) => follower.openedTakenBack(entry));
  }

  private async tell(what: (follower: PartyFollower) => Promise<void>): Promise<void> {
    for (const follower of this.followers) await what(follower);
  }
}
