import { setTimeout as pause } from 'node:timers/promises';
import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Repository } from 'typeorm';
import { User } from '../rows/user.entity.js';
import { PasswordLinks } from '../users/password-links.js';

const ANSWER_AFTER_MS = 250;

/**
 * Answers after a fixed time, whether or not somebody has the address and however long the mail server takes:
 * the time tells nothing.
 */
@Injectable()
export class ForgottenPassword implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ForgottenPassword.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly links: PasswordLinks,
    private readonly tenancy: Tenancy,
  ) {}

  async request(email: string): Promise<void> {
    // A stay of its own in the tenant: it may outlive the request's.
    const work = this.tenancy
      .run(this.tenancy.current(), () => this.send(email))
      .catch((error: unknown) => this.logger.error({ err: error }, "A password link wasn't sent"));
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
    await pause(ANSWER_AFTER_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }

  private async send(email: string): Promise<void> {
    const user = await this.users.findOneBy({ email, active: true });
    if (user) await this.links.mail(user, 'forgotten');
  }
}
