import { InjectTenantRepository, Tenancy, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  assertVersion,
  AuditService,
  Clock,
  countryCode,
  dayIn,
  exponentOf,
  FreshCache,
  NotFoundError,
} from '../platform.js';
import { CompanySettings } from './company-settings.entity.js';
import { CompanyChecks } from './company-checks.js';
import type { Company } from './company.js';
import { checkedLegal } from './legal-numbers.js';

export type CompanyChange = Partial<
  Pick<
    CompanySettings,
    | 'name'
    | 'currency'
    | 'timeZone'
    | 'country'
    | 'pricesIncludeTax'
    | 'issueDaysAhead'
    | 'branding'
    | 'legal'
    | 'version'
  >
>;

const KNOWN_TENANTS = 20_000;
const KNOWN_MS = 10_000;

/** The company behind the current tenant. */
@Injectable()
export class CompanyService {
  private readonly cache = new FreshCache<Company>({ max: KNOWN_TENANTS, ttlMs: KNOWN_MS });

  constructor(
    @InjectTenantRepository(CompanySettings) private readonly settings: Repository<CompanySettings>,
    private readonly checks: CompanyChecks,
    private readonly audit: AuditService,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<Company> {
    return toCompany(await this.row());
  }

  /**
   * For showing what was read: lists and reports would ask for it as often as for their rows. A change made in this
   * process counts at once, one made in another after ten seconds at the latest. Who writes asks `get`.
   */
  known(): Promise<Company> {
    return this.cache.get(this.tenancy.current().id, () => this.get());
  }

  /** The calendar day at the company's place, `YYYY-MM-DD`. */
  async today(): Promise<string> {
    return this.dayIn((await this.get()).timeZone);
  }

  /** The same for what is only shown, by `known`. */
  async knownToday(): Promise<string> {
    return this.dayIn((await this.known()).timeZone);
  }

  /** Today, where the clocks show this zone. */
  dayIn(timeZone: string): string {
    return dayIn(timeZone, this.clock.now());
  }

  async update(change: CompanyChange): Promise<Company> {
    const after = await this.change(change);
    this.cache.forget(this.tenancy.current().id);
    return after;
  }

  /** Called by whatever posts amounts for good, in its transaction. */
  async fixCurrency(): Promise<void> {
    await this.settings.update({ currencyFixed: false }, { currencyFixed: true });
  }

  /** Holds the settings until the transaction ends, for what only one of them may do at a time. */
  async lock(): Promise<void> {
    await this.row(true);
  }

  /** Makes the row of a new tenant; does nothing when it is there. */
  async create(company: { name: string; currency: string; timeZone: string }): Promise<void> {
    if (await this.settings.countBy({ singleton: 1 })) return;
    await this.settings.insert(this.settings.create(company));
  }

  @Transactional()
  private async change({ version, ...change }: CompanyChange): Promise<Company> {
    const row = await this.row(true);
    assertVersion('settings', row, version);
    await this.checks.assertCurrency(row, change.currency);
    const before = toCompany(row);
    const { branding, legal, ...rest } = change;
    await this.checks.claimLogo(row, branding);
    const country = countryCode(rest.country);
    Object.assign(row, rest, country === undefined ? {} : { country }, {
      branding: merged(row.branding, branding),
      legal: merged(row.legal, checkedLegal(row.legal, legal)),
    });
    const after = toCompany(await this.settings.save(row));
    await this.audit.record({
      action: 'settings.changed',
      entity: 'settings',
      entityId: row.id,
      before,
      after,
    });
    return after;
  }

  private async row(lock = false): Promise<CompanySettings> {
    const row = await this.settings.findOne({
      where: { singleton: 1 },
      ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
    if (!row) throw new NotFoundError('The company settings');
    return row;
  }
}

/** What the change leaves out stays, what it sets to null goes. */
const merged = <T extends object>(old: T, change: Partial<T> = {}): T =>
  Object.fromEntries(
    Object.entries({ ...old, ...change }).filter(([, value]) => value !== null && value !== undefined),
  ) as T;

const toCompany = (row: CompanySettings): Company => ({
  name: row.name,
  currency: row.currency,
  exponent: exponentOf(row.currency),
  timeZone: row.timeZone,
  country: row.country,
  pricesIncludeTax: row.pricesIncludeTax,
  issueDaysAhead: row.issueDaysAhead,
  branding: row.branding,
  legal: row.legal,
  version: row.version,
});
