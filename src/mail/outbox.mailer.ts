import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Mail, Mailer } from './mailer.js';
import { messageOf } from './message.js';

/** Without a mail server: each mail is a file that any mail program opens. Only the owner may read it, for it holds links that sign in. */
export class OutboxMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true });

  constructor(
    private readonly folder: string,
    private readonly sender: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    const { message } = await this.transport.sendMail(messageOf(mail, this.sender));
    if (mail.id !== undefined && (await this.has(mail.id))) return;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replaceAll(':', '-')}-${mail.id ?? randomBytes(4).toString('hex')}`;
    const unfinished = join(this.folder, `.${name}`);
    await writeFile(unfinished, message as Buffer, { mode: 0o600 });
    await rename(unfinished, join(this.folder, `${name}.eml`));
  }

  /** A mail that comes again is one file. */
  private async has(id: string): Promise<boolean> {
    const names = await readdir(this.folder).catch(() => []);
    return names.some((name) => name.endsWith(`-${id}.eml`));
  }
}
