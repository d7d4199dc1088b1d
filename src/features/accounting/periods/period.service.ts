import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { actorEmail } from '../rows/actor.js';
import { Repository } from 'typeorm';
import { AuditService, Clock } from '../../platform.js';
import { AccountingPeriod } from '../rows/accounting-period.entity.js';
import { CalendarService, yearOf } from '../calendar/calendar.service.js';
import { CloseCheck } from './close-check.service.js';
import type { CloseDto } from './period.dto.js';
import { PeriodStateError, YearClosedError } from '../calendar/period.errors.js';

/** Closes and reopens months. */
@Injectable()
export class PeriodService {
  constructor(
    @InjectTenantRepository(AccountingPeriod) private readonly periods: Repository<AccountingPeriod>,
    private readonly calendar: CalendarService,
    private readonly checks: CloseCheck,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  @Transactional()
  async close(period: string, input: CloseDto): Promise<AccountingPeriod> {
    await this.calendar.lockYear(yearOf(period));
    const row = await this.calendar.lockPeriod(period);
    if (row?.status === 'closed') throw new PeriodStateError(`The period ${period}`, 'closed');
    await this.checks.assertMonth(period, input);
    const change = { status: 'closed' as const, closedAt: this.clock.now(), closedBy: actorEmail() };
    return this.write(row ?? this.periods.create({ period }), change, input);
  }

  @Transactional()
  async reopen(period: string, reason: string): Promise<AccountingPeriod> {
    const year = await this.calendar.lockYear(yearOf(period));
    if (year.status === 'closed') throw new YearClosedError(year.year);
    const row = await this.calendar.lockPeriod(period);
    if (row?.status !== 'closed') throw new PeriodStateError(`The period ${period}`, 'open');
    const reopened = { reopenedAt: this.clock.now(), reopenedBy: actorEmail(), reopenReason: reason };
    return this.write(row, { status: 'open', closedAt: null, closedBy: null, ...reopened }, { reason });
  }

  private async write(
    row: AccountingPeriod,
    change: Partial<AccountingPeriod>,
    { force, reason }: CloseDto,
  ): Promise<AccountingPeriod> {
    const before = { status: row.status };
    const saved = await this.periods.save(Object.assign(row, change));
    await this.audit.record({
      action: saved.status === 'closed' ? 'period.closed' : 'period.reopened',
      entity: 'period',
      entityId: saved.id,
      before,
      after: { period: saved.period, status: saved.status, forced: force || undefined, reason },
    });
    return saved;
  }
}
