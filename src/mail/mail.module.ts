import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { LimitedMailer } from './limited.mailer.js';
import { MailOutbox } from './mail.outbox.js';
import { Mailer } from './mailer.js';
import { OutboxMailer } from './outbox.mailer.js';
import { SmtpMailer } from './smtp.mailer.js';

function mailerOf({ smtpUrl, baseDomain, dataDir }: AppConfig): Mailer {
  const sender = `no-reply@${baseDomain}`;
  return smtpUrl ? new SmtpMailer(smtpUrl, sender) : new OutboxMailer(join(dataDir, 'outbox'), sender);
}

@Global()
@Module({
  providers: [{ provide: Mailer, inject: [AppConfig], useFactory: mailerOf }, LimitedMailer, MailOutbox],
  exports: [Mailer, LimitedMailer, MailOutbox],
})
export class MailModule {}
