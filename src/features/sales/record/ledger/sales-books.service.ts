import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountingService, type Posting, type Withdrawal } from '../../../accounting/index.js';
import {
  SALES_POSTINGS,
  SALES_WITHDRAWALS,
  type SalesPosting,
  type SalesWithdrawal,
} from './sales.posting.js';

/** The books as sales know them: its events, by the rules it brings. */
@Injectable()
export class SalesBooks implements OnModuleInit {
  constructor(private readonly accounting: AccountingService) {}

  onModuleInit(): void {
    this.accounting.register({ ...SALES_POSTINGS, ...SALES_WITHDRAWALS });
  }

  post(event: SalesPosting, posting: Posting): Promise<void> {
    return this.accounting.post(event, posting);
  }

  takeBack(event: SalesWithdrawal, withdrawal: Withdrawal): Promise<void> {
    return this.accounting.takeBack(event, withdrawal);
  }
}
