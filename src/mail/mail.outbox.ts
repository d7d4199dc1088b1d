import { Outbox } from '@tenantry/nest/operator';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Mail, Mailer } from './mailer.js';

const KIND = 'mail';

/** Mails that leave with the transaction they were written in: none without it, and none is lost. */
@Injectable()
export class MailOutbox implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.outbox.register(KIND, ({ id, payload }) => this.mailer.send({ ...(payload as Mail), id }));
  }

  /** In the current tenant's transaction. */
  async add(mail: Omit<Mail, 'id' | 'attachments'>): Promise<void> {
    await this.outbox.add(KIND, mail);
  }
}
