import type { FactoryProvider, Type } from '@nestjs/common';
import { AuditFollower } from './audit.follower.js';
import { KeptSumsFollower } from './kept-sums.follower.js';
import { LedgerFollower } from './ledger/ledger.follower.js';
import type { SalesFollower } from './sales-event.js';
import { SALES_FOLLOWERS } from './sales-record.service.js';

/**
 * What follows a document of sales, in this order: an invoice's issue is posted, counted, and noted. A new follower is a
 * line here. The ledger comes first: it takes the locks that others wait for, and refuses closed months.
 */
export const FOLLOWERS: Type<SalesFollower>[] = [LedgerFollower, KeptSumsFollower, AuditFollower];

export const salesFollowers: FactoryProvider<SalesFollower[]> = {
  provide: SALES_FOLLOWERS,
  inject: FOLLOWERS,
  useFactory: (...followers: SalesFollower[]) => followers,
};
