import { Injectable } from '@nestjs/common';
import { laterOf } from '../../../platform.js';
import { AccountingService } from '../../../accounting/index.js';
import { CompanyService } from '../../../company/index.js';

/** Days that something is booked on where nobody named one. */
@Injectable()
export class OpenDays {
  constructor(
    private readonly accounting: AccountingService,
    private readonly company: CompanyService,
  ) {}

  today(): Promise<string> {
    return this.company.today();
  }

  /** The day itself; where its month is closed, today: what was reported of it stays. */
  async openFrom(day: string): Promise<string> {
    return (await this.accounting.isOpen(day)) ? day : laterOf(day, await this.today());
  }
}
