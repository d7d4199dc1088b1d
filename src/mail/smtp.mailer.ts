import { createTransport, type Transporter } from 'nodemailer';
import type { OnApplicationShutdown } from '@nestjs/common';
import { MailNotSentError } from './mail.errors.js';
import { type Mail, Mailer } from './mailer.js';
import { messageOf } from './message.js';

const TIMEOUT_MS = 10_000;

/** Hands mail to the server of SMTP_URL over a few kept connections. */
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly sender: string,
  ) {
    super();
    const patience = {
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    };
    this.transport = createTransport({ url, pool: true, maxConnections: 3, ...patience });
  }

  async send(mail: Mail): Promise<void> {
    try {
      await this.transport.sendMail(messageOf(mail, this.sender));
    } catch (cause) {
      throw new MailNotSentError({ cause });
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
