import { InjectControlDataSource, InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { DataSource, In, Repository } from 'typeorm';
import { TenantDirectory } from '../../identity/rows/directory.port.js';
import { DirectoryEntry } from './directory-entry.entity.js';

/** Statements have a limit of parameters, SQLite's is the lowest. */
const BATCH = 500;

/** The directory in the control database. */
@Injectable()
export class ControlDirectory extends TenantDirectory {
  constructor(
    @InjectControlRepository(DirectoryEntry) private readonly entries: Repository<DirectoryEntry>,
    @InjectControlDataSource() private readonly control: DataSource,
  ) {
    super();
  }

  override async add(tenantId: string, email: string): Promise<void> {
    const { affected } = await this.entries.update({ tenantId, email }, { active: true });
    if (!affected) await this.insert(tenantId, [email]);
  }

  /** Kept for operators, who are asked why somebody can't get in. */
  override async remove(tenantId: string, email: string): Promise<void> {
    await this.entries.update({ tenantId, email }, { active: false });
  }

  override async replace(tenantId: string, emails: readonly string[]): Promise<void> {
    await this.control.transaction(async () => {
      const known = await this.entries.find({ where: { tenantId, active: true } });
      const wanted = new Set(emails);
      const gone = known.filter(({ email }) => !wanted.has(email)).map(({ id }) => id);
      for (const { email } of known) wanted.delete(email);
      for (let at = 0; at < gone.length; at += BATCH) {
        await this.entries.delete({ id: In(gone.slice(at, at + BATCH)) });
      }
      const missing = [...wanted];
      for (let at = 0; at < missing.length; at += BATCH) {
        const some = missing.slice(at, at + BATCH);
        await this.entries.update({ tenantId, email: In(some) }, { active: true });
        await this.insert(tenantId, some);
      }
    });
  }

  override has(tenantId: string, email: string): Promise<boolean> {
    return this.entries.existsBy({ tenantId, email, active: true });
  }

  override async tenantsOf(email: string, limit: number): Promise<string[]> {
    const found = await this.entries.find({
      where: { email, active: true },
      order: { id: 'ASC' },
      take: limit,
    });
    return found.map(({ tenantId }) => tenantId);
  }

  /** Where this person is or was a user, at most `limit`. */
  entriesOf(email: string, limit: number): Promise<Pick<DirectoryEntry, 'tenantId' | 'active'>[]> {
    return this.entries.find({ where: { email }, order: { id: 'ASC' }, take: limit });
  }

  /** Active users of one tenant. */
  countUsers(tenantId: string): Promise<number> {
    return this.entries.countBy({ tenantId, active: true });
  }

  /** Active users by tenant, of these tenants; one without users isn't in it. */
  async countUsersOf(tenantIds: readonly string[]): Promise<Map<string, number>> {
    if (tenantIds.length === 0) return new Map();
    const rows = await this.entries
      .createQueryBuilder('entry')
      .select('entry.tenantId', 'tenantId')
      .addSelect('COUNT(*)', 'users')
      .where('entry.tenantId IN (:...tenantIds)', { tenantIds })
      .andWhere('entry.active = :active', { active: true })
      .groupBy('entry.tenantId')
      .getRawMany<{ tenantId: string; users: string | number }>();
    return new Map(rows.map(({ tenantId, users }) => [tenantId, Number(users)]));
  }

  private async insert(tenantId: string, emails: readonly string[]): Promise<void> {
    await this.entries
      .createQueryBuilder()
      .insert()
      .values(emails.map((email) => this.entries.create({ tenantId, email })))
      .orIgnore()
      .execute();
  }
}
