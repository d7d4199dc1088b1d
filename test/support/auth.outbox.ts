import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestPlatform } from './index.js';

/** The token of the link in the newest mail to this address. */
export async function mailedToken(platform: TestPlatform, to: string): Promise<string> {
  const mails = await mailsTo(platform, to);
  const token = /\/(?:accept|reset)#([\w-]+)/.exec(mails.at(-1) ?? '')?.[1];
  if (token === undefined) throw new Error(`No mail with a link to ${to} among ${mails.length}.`);
  return token;
}

/** Undoes quoted-printable, which long lines and letters beyond ASCII need. */
const readable = (mail: string): string =>
  /^Content-Transfer-Encoding: quoted-printable/m.test(mail)
    ? mail
        .replaceAll(/=\r?\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    : mail;

/** Mails to this address, oldest first. */
export async function mailsTo({ server }: TestPlatform, to: string): Promise<string[]> {
  const folder = join(server.folder, 'outbox');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return mails.map(readable).filter((mail) => mail.includes(`To: ${to}`));
}
