import { Injectable } from '@nestjs/common';
import { AccountService } from '../chart/account.service.js';
import type { EntryLine } from '../rows/entry-lines.js';
import { ControlAccounts, type ControlRole } from './control-accounts.js';
import { PartyFollowers } from './party-followers.js';
import { PartyRequiredError } from './party.errors.js';

/** Looks whose the lines of an entry are, before it is posted. */
@Injectable()
export class PartyCheck {
  constructor(
    private readonly controls: ControlAccounts,
    private readonly accounts: AccountService,
    private readonly followers: PartyFollowers,
  ) {}

  /** Throws PartyRequiredError, or UnknownReferenceError for a customer who doesn't exist. */
  async check(lines: readonly EntryLine[], itemised: readonly ControlRole[]): Promise<void> {
    const controls = await this.controls.byId();
    for (const [index, line] of lines.entries()) {
      const role = controls.get(line.accountId);
      if (role === undefined || itemised.includes(role)) continue;
      const field = role === 'payable' ? 'vendor' : 'customerId';
      if (!line[field]) throw new PartyRequiredError(await this.codeOf(line), `lines.${index}`, field);
    }
    await this.followers.checkCustomers(
      lines.flatMap(({ customerId }, index) =>
        customerId ? [{ path: `lines.${index}.customerId`, customerId }] : [],
      ),
    );
  }

  private async codeOf({ accountId }: EntryLine): Promise<string> {
    return (await this.accounts.all()).get(accountId)?.code ?? '';
  }
}
