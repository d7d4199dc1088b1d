import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not, Repository } from 'typeorm';
import { UnknownReferenceError } from '../../platform.js';
import { Account, ACCOUNT_ROLES, type AccountRole } from '../rows/account.entity.js';
import { AccountInactiveError, AccountIsGroupError, UnknownCategoryError } from './account.errors.js';
import { type ChartRow, DEFAULT_CHART } from './default-chart.js';

/** Which accounts there are, for whatever posts to them. */
@Injectable()
export class AccountService {
  constructor(@InjectTenantRepository(Account) private readonly accounts: Repository<Account>) {}

  /** The account ids of the parts that the program posts to by itself. */
  async byRole(): Promise<ReadonlyMap<AccountRole, string>> {
    const rows = await this.accounts.findBy({ role: Not(IsNull()) });
    return new Map(rows.flatMap(({ role, id }) => (role ? [[role, id] as const] : [])));
  }

  /**
   * The account of a part that the chart has no account for yet: charts are older than some parts. It is the standard
   * account of that code and name where there is one without a part; else one is made in the default chart's place, with
   * its code or the next free one. Call it inside a transaction.
   */
  async makeForRole(role: AccountRole): Promise<string> {
    // Accounts without a part have no role either: what slips past the type would be booked on one of them.
    if (!ACCOUNT_ROLES.includes(role)) throw new Error(`"${role}" is no part that an account plays.`);
    // Held until the transaction ends: two that miss it at once must not both make it.
    const chart = await this.accounts.find({ order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    const made = chart.find((account) => account.role === role);
    if (made) return made.id;
    const row = DEFAULT_CHART.find((standard) => standard.role === role);
    if (!row) throw new Error(`No standard account plays the part "${role}".`);
    const { parent, ...standard } = row;
    const known = chart.find((account) => isStandard(account, row));
    if (known) {
      await this.accounts.update({ id: known.id }, { role, active: true });
      return known.id;
    }
    const above = chart.find(({ code, type }) => code === parent && type === row.type);
    const code = freeCode(row.code, new Set(chart.map(({ code }) => code)));
    const account = this.accounts.create({ ...standard, code, parentId: above?.id ?? null });
    await this.accounts.insert(account);
    return account.id;
  }

  /** All accounts by id. A chart has tens of accounts, hundreds at most. */
  async all(): Promise<ReadonlyMap<string, Account>> {
    const rows = await this.accounts.find({ order: { code: 'ASC' } });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Refuses ids that name no account, or an inactive one. `paths` are the input fields, in the order of ids. */
  async assertUsable(ids: readonly string[], paths: readonly string[]): Promise<void> {
    const found = await this.accounts.findBy({ id: In([...new Set(ids)]) });
    const known = new Map(found.map((account) => [account.id, account]));
    const groups = await this.groupsAmong(ids);
    ids.forEach((id, index) => {
      const path = paths[index] ?? 'accountId';
      const account = known.get(id);
      if (!account) throw new UnknownReferenceError(path, id);
      if (!account.active) throw new AccountInactiveError(account.code, path);
      if (groups.has(id)) throw new AccountIsGroupError(account.code, path);
    });
  }

  /** The expense account that an expense's category names by code or name. Throws UnknownCategoryError. */
  async ofCategory(category: string): Promise<string> {
    const wanted = category.trim().toLowerCase();
    const rows = await this.accounts.find({
      where: { type: 'expense', active: true },
      order: { code: 'ASC' },
    });
    const named = rows.find(({ code, name }) => [code.toLowerCase(), name.toLowerCase()].includes(wanted));
    if (!named) throw new UnknownCategoryError(category);
    if ((await this.groupsAmong([named.id])).size > 0) throw new AccountIsGroupError(named.code, 'category');
    return named.id;
  }

  /** Those of these accounts that have accounts below them. */
  private async groupsAmong(ids: readonly string[]): Promise<Set<string | null>> {
    const below = await this.accounts.findBy({ parentId: In([...new Set(ids)]) });
    return new Set(below.map(({ parentId }) => parentId));
  }

  /** Gives a new tenant the default chart; does nothing when there are accounts. */
  async createDefaults(): Promise<void> {
    if ((await this.accounts.count()) > 0) return;
    const made = new Map<string, Account>();
    for (const { parent, ...row } of DEFAULT_CHART) {
      const parentId = parent === undefined ? null : (made.get(parent)?.id ?? null);
      made.set(row.code, this.accounts.create({ ...row, parentId }));
    }
    await this.accounts.insert([...made.values()]);
  }
}

const isStandard = ({ role, code, name, type }: Account, row: ChartRow): boolean =>
  role === null && code === row.code && type === row.type && name.toLowerCase() === row.name.toLowerCase();

/** `2400`, or `2400-1` and so on where people have used it. */
function freeCode(code: string, taken: ReadonlySet<string>): string {
  let free = code;
  for (let more = 1; taken.has(free); more += 1) free = `${code}-${more}`;
  return free;
}
