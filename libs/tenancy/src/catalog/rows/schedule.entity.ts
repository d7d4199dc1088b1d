import { Entity } from 'typeorm';
import { InstantColumn, TextColumn } from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

/** When a schedule fires next. What it does stands in the program. */
@Entity('schedules')
export class ScheduleEntity extends StoredEntity {
  @TextColumn(100, { unique: true })
  name: string;

  /** The rule that `nextRunAt` was reckoned by: cron text and zone. */
  @TextColumn(200)
  rule: string;

  @InstantColumn()
  nextRunAt: Date;
}
