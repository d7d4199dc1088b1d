import { Cron } from 'croner';
import type { DataSource } from 'typeorm';
import { ScheduleEntity } from '../catalog/rows/schedule.entity.js';
import type { ProgramClock } from '../clock.js';
import type { NewJob } from './job-kind.js';
import type { JobQueue } from './job-queue.js';
import { Loop } from '../loop.js';

const LOOK_EVERY_MS = 1_000;

/** Adds a job again and again. */
export interface Schedule {
  readonly name: string;
  /** Five fields, or six with seconds first. */
  readonly cron: string;
  /** IANA name. Default: UTC. */
  readonly timeZone?: string;
  readonly job: Omit<NewJob, 'id' | 'runAt' | 'key'>;
}

/** The first time after `after`; undefined where there is none any more. Throws for cron text that isn't. */
function nextRun(
  { cron, timeZone = 'UTC' }: Pick<Schedule, 'cron' | 'timeZone'>,
  after: Date,
): Date | undefined {
  return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after) ?? undefined;
}

/**
 * Fires schedules. When one fires next stands in the control database, so that of several processes one moves it and
 * adds the job, in one transaction; what was missed while none ran fires once.
 */
export class Schedules {
  private readonly schedules = new Map<string, Schedule>();
  private readonly looking = new Loop(LOOK_EVERY_MS, () => this.fireDue());

  constructor(
    private readonly control: DataSource,
    private readonly queue: JobQueue,
    private readonly clock: ProgramClock,
  ) {}

  /** Throws for cron text that isn't. */
  register(schedule: Schedule): void {
    nextRun(schedule, new Date(0));
    this.schedules.set(schedule.name, schedule);
  }

  start(): void {
    this.looking.start();
    this.looking.now();
  }

  stop(): Promise<void> {
    return this.looking.stop();
  }

  /** Names of those that this process has fired. */
  async fireDue(): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.control.manager.find(ScheduleEntity);
    const known = new Map(rows.map((row) => [row.name, row]));
    const fired: string[] = [];
    for (const schedule of this.schedules.values()) {
      const row = known.get(schedule.name);
      if (row?.rule !== ruleOf(schedule)) await this.write(schedule, row, now);
      else if (row.nextRunAt <= now && (await this.fire(schedule, row, now))) fired.push(schedule.name);
    }
    return fired;
  }

  private async write(schedule: Schedule, row: ScheduleEntity | undefined, now: Date): Promise<void> {
    const { name } = schedule;
    const rule = ruleOf(schedule);
    const nextRunAt = nextRun(schedule, now) ?? NEVER;
    const { manager } = this.control;
    if (row)
      return void (await manager.update(ScheduleEntity, { name, rule: row.rule }, { rule, nextRunAt }));
    const made = Object.assign(new ScheduleEntity(), { name, rule, nextRunAt });
    await manager
      .createQueryBuilder()
      .insert()
      .into(ScheduleEntity)
      .values(made)
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  private fire(schedule: Schedule, { name, nextRunAt }: ScheduleEntity, now: Date): Promise<boolean> {
    return this.control.transaction(async (manager) => {
      const next = nextRun(schedule, now) ?? NEVER;
      const { affected } = await manager.update(ScheduleEntity, { name, nextRunAt }, { nextRunAt: next });
      if (affected !== 1) return false;
      await this.queue.add({ ...schedule.job, key: `schedule ${name}` }, manager);
      return true;
    });
  }
}

const NEVER = new Date('9999-12-31T00:00:00Z');
const ruleOf = ({ cron, timeZone = 'UTC' }: Schedule): string => `${cron} ${timeZone}`;
