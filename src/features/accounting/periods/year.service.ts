import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { actorEmail } from '../rows/actor.js';
import { Repository } from 'typeorm';
import { AuditService, Clock } from '../../platform.js';
import { AccountingYear } from '../rows/accounting-year.entity.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { CloseCheck } from './close-check.service.js';
import type { CloseDto } from './period.dto.js';
import { PeriodStateError } from '../calendar/period.errors.js';
import { YearResultService } from './year-result.service.js';

/** Closes and reopens years: the result of a closed year stands in retained earnings. */
@Injectable()
export class YearService {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(AccountingYear) private readonly years: Repository<AccountingYear>,
    private readonly calendar: CalendarService,
    private readonly result: YearResultService,
    private readonly checks: CloseCheck,
    private readonly audit: AuditService,
  ) {}

  /** The years that something was posted into, the newest first. */
  list(): Promise<AccountingYear[]> {
    return this.years.find({ order: { year: 'DESC' } });
  }

  @Transactional()
  async close(number: number, input: CloseDto): Promise<AccountingYear> {
    const year = await this.calendar.lockYear(number);
    if (year.status === 'closed') throw new PeriodStateError(`The year ${number}`, 'closed');
    await this.checks.assertYear(number, input);
    await this.result.carryForward(number);
    const closedBy = actorEmail();
    return this.write(number, { status: 'closed', closedAt: this.clock.now(), closedBy }, input);
  }

  @Transactional()
  async reopen(number: number, reason: string): Promise<AccountingYear> {
    const year = await this.calendar.lockYear(number);
    if (year.status === 'open') throw new PeriodStateError(`The year ${number}`, 'open');
    await this.result.takeBack(number);
    return this.write(number, { status: 'open', closedAt: null, closedBy: null }, { reason });
  }

  private async write(
    year: number,
    change: Pick<AccountingYear, 'status' | 'closedAt' | 'closedBy'>,
    { force, reason }: CloseDto,
  ): Promise<AccountingYear> {
    await this.years.update({ year }, change);
    const saved = await this.years.findOneByOrFail({ year });
    await this.audit.record({
      action: change.status === 'closed' ? 'year.closed' : 'year.reopened',
      entity: 'year',
      entityId: saved.id,
      after: { year, status: change.status, forced: force || undefined, reason },
    });
    return saved;
  }
}
