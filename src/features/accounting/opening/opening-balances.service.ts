import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { AccountService } from '../chart/account.service.js';
import { EntryReader } from '../journal/entry-reader.service.js';
import { type EntryLine, onSide } from '../rows/entry-lines.js';
import { LedgerService } from '../posting/ledger.service.js';
import { itemisedRoles } from './opening-items.js';
import { OpeningItems } from './opening-items.service.js';
import { OpeningOnce } from './opening-once.service.js';
import type { OpeningBalancesDto } from './opening.dto.js';

/** What a company has and owes when its books begin. */
@Injectable()
export class OpeningBalancesService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly accounts: AccountService,
    private readonly reader: EntryReader,
    private readonly items: OpeningItems,
    private readonly once: OpeningOnce,
  ) {}

  /**
   * What the lines lack to balance is what the company was worth: it goes to the account of opening balances. Answers
   * with the id of the entry.
   */
  @Transactional()
  async open({ date, ...input }: OpeningBalancesDto): Promise<string> {
    const read = await this.reader.read(input, itemisedRoles(input));
    const { lines, receivables, payables } = await this.items.read({ date, ...input }, read);
    const balancing = (await this.accounts.byRole()).get('opening_balances');
    const places = new Set(lines.map(({ locationId }) => locationId));
    await this.once.assertFirst([...places], balancing);
    const { locationId } = read;
    const posting = { date, memo: 'Opening balances', source: 'opening', locationId } as const;
    const stored = await this.ledger.post({ ...posting, lines: balanced(lines, balancing, locationId) });
    await this.items.record(stored, { receivables, payables });
    return stored.entry.id;
  }
}

function balanced(
  lines: readonly EntryLine[],
  accountId: string | undefined,
  locationId: string | null,
): EntryLine[] {
  const lacking = lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
  if (lacking === 0) return [...lines];
  return [...lines, { accountId: accountId ?? '', locationId, ...onSide('credit', lacking) }];
}
