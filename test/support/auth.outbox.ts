import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { JobQueue } from '@tenantry/nest/operator';
import type { TestPlatform } from './index.js';

/** The token of the link in the newest mail to this address */
export async function mailedToken(platform: TestPlatform, to: string): Promise<string> {
  const mails = await mailsTo(platform, to);
  const token = /\/(?:accept|reset)#([\w-]+)/.exec(mails.at(-1) ?? '')?.[1];
  if (token === undefined) throw new Error(`No mail with a link to ${to} among ${mails.length}.`);
  return token;
}

/** Until no mail waits any more. */
async function mailsLeft({ app }: TestPlatform): Promise<void> {
  const waiting = () =>
    app.get(JobQueue).query({ kind: 'outbox.deliver' }).andWhere('job.deadAt IS NULL').getCount();
  for (let tries = 0; (await waiting()) > 0; tries += 1) {
    if (tries > 200) throw new Error('Mails wait in the outbox for ever.');
    await setTimeout(50);
  }
}

/** Undoes quoted-printable, which long lines and letters beyond ASCII need. */
const readable = (mail: string): string =>
  /^Content-Transfer-Encoding: quoted-printable/m.test(mail)
    ? mail
        .replaceAll(/=\r?\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    : mail;

/** Mails to this address, oldest first, once the outbox is empty. */
export async function mailsTo(platform: TestPlatform, to: string): Promise<string[]> {
  await mailsLeft(platform);
  const folder = join(platform.server.folder, 'outbox');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return mails.map(readable).filter((mail) => mail.includes(`To: ${to}`));
}
