import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type OpenReceivable,
  type PartyEntry,
  type PartyFollower,
  PartyFollowers,
} from '../../accounting/index.js';
import { CustomerEntries } from './customer-entries.service.js';
import { OpeningInvoices } from './opening-invoices.service.js';

/** Tells sales what the books say of customers without a document. */
@Injectable()
export class CustomerFollower implements PartyFollower, OnModuleInit {
  constructor(
    private readonly followers: PartyFollowers,
    private readonly entries: CustomerEntries,
    private readonly openings: OpeningInvoices,
  ) {}

  onModuleInit(): void {
    this.followers.register(this);
  }

  checkCustomers(refs: readonly { path: string; customerId: string }[]): Promise<void> {
    return this.entries.check(refs);
  }

  posted(entry: PartyEntry): Promise<void> {
    return this.entries.post(entry);
  }

  async reversing(entryId: string): Promise<void> {
    await this.openings.lock(entryId);
    await this.entries.lockOf(entryId);
  }

  reversed({ entryId, date }: { entryId: string; date: string }): Promise<void> {
    return this.entries.end(entryId, date);
  }

  opened(items: readonly OpenReceivable[], entry: { entryId: string; date: string }): Promise<void> {
    return this.openings.open(items, entry);
  }

  openedTakenBack(entry: { entryId: string; date: string }): Promise<void> {
    return this.openings.takeBack(entry);
  }
}
