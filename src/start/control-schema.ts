import { InjectControlDataSource } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DomainError } from '../kernel/errors.js';

/** The program would only find out by tables and columns that aren't there. */
class ControlDatabaseOutdatedError extends DomainError {
  readonly code = 'control_database_outdated';
  constructor(missing: number) {
    const what = missing === 1 ? 'One migration' : `${missing} migrations`;
    super(
      `The control database lacks ${what} of this program. Run: tenantry control migrate (or start with MIGRATE_ON_START=true).`,
    );
  }
}

/** Whether the control database has all that this program needs, where somebody else migrates it. */
@Injectable()
export class ControlSchema {
  constructor(@InjectControlDataSource() private readonly control: DataSource) {}

  /** Throws ControlDatabaseOutdatedError. */
  async assertCurrent(): Promise<void> {
    const applied = await this.applied();
    const missing = this.control.migrations.filter(({ name }) => !applied.has(name ?? ''));
    if (missing.length > 0) throw new ControlDatabaseOutdatedError(missing.length);
  }

  /** Not by TypeORM's own means, which would make the table that they look for. */
  private async applied(): Promise<ReadonlySet<string>> {
    await this.control.query('SELECT 1');
    const rows = await this.control
      .query<{ name: string }[]>('SELECT name FROM migrations')
      .catch((): { name: string }[] => []);
    return new Set(rows.map(({ name }) => name));
  }
}
