import { Logger } from '@nestjs/common';
import { type DomainCatalog, recordOf } from './domain-catalog.js';
import type { TenantDomainEntity } from '../catalog/rows/tenant-domain.entity.js';
import type { TxtLookup } from './txt-records.js';

const MINUTE_MS = 60_000;
export const CHECK_EVERY_MS = 6 * 60 * MINUTE_MS;
const MISSED_AGAIN_MS = 60 * MINUTE_MS;
const UNKNOWN_AGAIN_MS = 10 * MINUTE_MS;
/** Failed checks in a row, an hour apart, after which a domain leads nowhere. */
const GRACE = 5;
/** A process that dies with a domain in hand holds it up for this long. */
const CLAIM_MS = 5 * MINUTE_MS;
const BATCH = 20;
const AT_ONCE = 4;

type Finding = 'seen' | 'missed' | 'unknown';

/** What a run of checks has found, in domains. */
export interface RecheckReport {
  seen: number;
  missed: number;
  /** The DNS gave no answer; nothing was concluded from that. */
  unknown: number;
  /** No longer verified after this run. */
  lapsed: string[];
}

/** Hears of a domain that leads nowhere from now on, and whose it was. */
export type LapseListener = (lapsed: { domain: string; tenantId: string }) => Promise<void>;

/**
 * Looks again, now and then, whether verified domains still carry their record: one that was sold must not lead
 * its new owner's visitors to the old tenant. Any number of processes may run it; each domain is one's at a time.
 */
export class DomainRecheck {
  private readonly logger = new Logger('Domains');
  private tellLapsed: LapseListener = () => Promise.resolve();

  constructor(
    private readonly domains: DomainCatalog,
    private readonly records: TxtLookup,
  ) {}

  /** After each lapse; a listener that fails holds up nothing. */
  onLapsed(listener: LapseListener): void {
    this.tellLapsed = listener;
  }

  /** Checks all that are due, a few at once. */
  async run(now = new Date(), stop?: AbortSignal): Promise<RecheckReport> {
    const report: RecheckReport = { seen: 0, missed: 0, unknown: 0, lapsed: [] };
    for (;;) {
      const due = await this.domains.due(now, BATCH);
      const full = due.length === BATCH;
      await Promise.all(
        Array.from({ length: AT_ONCE }, () => this.checkAll(stop?.aborted ? [] : due, now, report)),
      );
      if (!full || stop?.aborted) return report;
    }
  }

  private async checkAll(queue: TenantDomainEntity[], now: Date, report: RecheckReport): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) await this.check(next, now, report);
  }

  private async check(domain: TenantDomainEntity, now: Date, report: RecheckReport): Promise<void> {
    if (!(await this.domains.claim(domain, after(now, CLAIM_MS)))) return;
    const finding = await this.look(domain);
    report[finding] += 1;
    // A DNS that can't be asked must not take a company off the net: only an answer counts.
    if (finding === 'unknown') return this.domains.postpone(domain, after(now, UNKNOWN_AGAIN_MS));
    const seen = finding === 'seen';
    await this.domains.setChecked(domain, seen, after(now, seen ? CHECK_EVERY_MS : MISSED_AGAIN_MS));
    if (seen || !(await this.domains.lapse(domain, GRACE))) return;
    report.lapsed.push(domain.domain);
    await this.tell(domain);
  }

  private async tell({ domain, tenantId }: TenantDomainEntity): Promise<void> {
    this.logger.warn(`The domain ${domain} lost its TXT record and leads nowhere any more.`);
    try {
      await this.tellLapsed({ domain, tenantId });
    } catch (error) {
      this.logger.error({ err: error }, `The lapse of the domain ${domain} could not be passed on.`);
    }
  }

  private async look(domain: TenantDomainEntity): Promise<Finding> {
    const { name, value } = recordOf(domain);
    try {
      return (await this.records.find(name)).includes(value) ? 'seen' : 'missed';
    } catch {
      // Whatever went wrong with one look-up, it says nothing about the record and mustn't hold up the others.
      return 'unknown';
    }
  }
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
