import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { Injectable, Logger } from '@nestjs/common';
import { Repository } from 'typeorm';
import { TenantDirectory } from '../rows/directory.port.js';
import { User } from '../rows/user.entity.js';

/**
 * Keeps the directory in step with the tenant's active users. The store comes first: an entry that is missing
 * for a while costs a line at the central sign-in, and is made up for at the user's next sign-in or by `reconcile`.
 */
@Injectable()
export class DirectoryKeeper {
  private readonly logger = new Logger(DirectoryKeeper.name);

  constructor(
    private readonly directory: TenantDirectory,
    private readonly tenancy: Tenancy,
    @InjectTenantRepository(User) private readonly users: Repository<User>,
  ) {}

  /** Call it after the user's change was committed. */
  async follow({ email, active }: Pick<User, 'email' | 'active'>): Promise<void> {
    const { id } = this.tenancy.current();
    await this.forgivingly(() => (active ? this.directory.add(id, email) : this.directory.remove(id, email)));
  }

  /** Makes up for an entry that couldn't be written when the user was made. */
  async heal(email: string): Promise<void> {
    const { id } = this.tenancy.current();
    await this.forgivingly(async () => {
      if (!(await this.directory.has(id, email))) await this.directory.add(id, email);
    });
  }

  /** Makes the tenant's entries exactly its active users. */
  async reconcile(): Promise<void> {
    const active = await this.users.find({ where: { active: true }, select: { id: true, email: true } });
    await this.directory.replace(
      this.tenancy.current().id,
      active.map(({ email }) => email),
    );
  }

  private async forgivingly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, tenant: this.tenancy.current().slug }, 'The directory is behind');
    }
  }
}
