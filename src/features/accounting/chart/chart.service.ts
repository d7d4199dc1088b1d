import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  assertVersion,
  AuditService,
  isForeignKeyViolation,
  keysetPage,
  NotFoundError,
  type Page,
  parseSort,
  searchText,
  TakenError,
  UnknownReferenceError,
} from '../../platform.js';
import { JournalLine } from '../rows/journal-line.entity.js';
import type { AccountCreateDto, AccountPatchDto, AccountQuery } from './account.dto.js';
import { Account } from '../rows/account.entity.js';
import {
  AccountCycleError,
  AccountInUseError,
  AccountRequiredError,
  AccountTypeMismatchError,
} from './account.errors.js';

/** Changes the chart of accounts. Every change locks the whole chart: it is small, and cycles are made by two moves at once. */
@Injectable()
export class ChartService {
  constructor(
    @InjectTenantRepository(Account) private readonly accounts: Repository<Account>,
    @InjectTenantRepository(JournalLine) private readonly lines: Repository<JournalLine>,
    private readonly audit: AuditService,
  ) {}

  list({ type, active, parentId, ...query }: AccountQuery): Promise<Page<Account>> {
    const builder = this.accounts.createQueryBuilder('account').where({
      ...(type === undefined ? {} : { type }),
      ...(active === undefined ? {} : { active }),
      ...(parentId === undefined ? {} : { parentId }),
    });
    searchText(builder, query.q);
    const sort = parseSort(query.sort, ['code', 'name', 'type'], [{ column: 'code', direction: 'ASC' }]);
    return keysetPage(builder, { query, sort });
  }

  async get(id: string): Promise<Account> {
    const account = await this.accounts.findOneBy({ id });
    if (!account) throw new NotFoundError('account', id);
    return account;
  }

  @Transactional()
  async create(input: AccountCreateDto): Promise<Account> {
    const chart = await this.lockChart();
    const account = this.accounts.create(input);
    assertFree(account, chart);
    assertParent(account, chart);
    await this.assertGroup(account.parentId, chart);
    await this.accounts.insert(account);
    await this.audit.recordOf('account.created', account.id, { after: shown(account) });
    return this.get(account.id);
  }

  @Transactional()
  async update(id: string, { version, ...change }: AccountPatchDto): Promise<Account> {
    const chart = await this.lockChart();
    const account = pick(chart, id);
    assertVersion('account', account, version);
    await this.assertChangeable(account, change, chart);
    const before = shown(account);
    const next = Object.assign(account, change);
    assertFree(next, chart);
    assertParent(next, chart);
    if (before.parentId !== next.parentId) await this.assertGroup(next.parentId, chart);
    const saved = await this.accounts.save(next);
    await this.audit.recordOf('account.changed', id, { before, after: shown(saved) });
    return saved;
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const account = pick(await this.lockChart(), id);
    if (account.role) throw new AccountRequiredError(account.code, account.role);
    await this.audit.recordOf('account.deleted', id, { before: shown(account) });
    try {
      await this.accounts.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error)) {
        throw new AccountInUseError(account.code, 'Deactivate it instead of deleting it.');
      }
      throw error;
    }
  }

  private async assertChangeable(
    { id, code, role, type }: Account,
    change: AccountPatchDto,
    chart: readonly Account[],
  ): Promise<void> {
    const retyped = change.type !== undefined && change.type !== type;
    if (role && (retyped || change.active === false)) throw new AccountRequiredError(code, role);
    if (!retyped) return;
    const used =
      chart.some(({ parentId }) => parentId === id) || (await this.lines.existsBy({ accountId: id }));
    if (used) throw new AccountInUseError(code, 'Its type stays as it is.');
  }

  /** An account that something is posted to can't become a group: its own postings would be in no account below. */
  private async assertGroup(parentId: string | null, chart: readonly Account[]): Promise<void> {
    const parent = chart.find(({ id }) => id === parentId);
    if (!parent) return;
    if (parent.role || (await this.lines.existsBy({ accountId: parent.id }))) {
      throw new AccountInUseError(
        parent.code,
        'Something is posted to it, so no account can stand below it.',
      );
    }
  }

  private lockChart(): Promise<Account[]> {
    return this.accounts.find({ order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }
}

const shown = ({ code, name, type, parentId, active }: Account) => ({ code, name, type, parentId, active });

function assertFree({ id, code }: Account, chart: readonly Account[]): void {
  if (chart.some((other) => other.code === code && other.id !== id)) throw new TakenError('code', code);
}

function pick(chart: readonly Account[], id: string): Account {
  const found = chart.find((account) => account.id === id);
  if (!found) throw new NotFoundError('account', id);
  return found;
}

function assertParent(account: Account, chart: readonly Account[]): void {
  if (!account.parentId) return;
  const parent = chart.find(({ id }) => id === account.parentId);
  if (!parent) throw new UnknownReferenceError('parentId', account.parentId);
  if (parent.type !== account.type) throw new AccountTypeMismatchError(account.type, parent.type);
  for (
    let above: Account | undefined = parent;
    above;
    above = chart.find(({ id }) => id === above?.parentId)
  ) {
    if (above.id === account.id) throw new AccountCycleError(account.code);
  }
}
