import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutboxMailer } from './outbox.mailer.js';

describe('The outbox', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenantry-outbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const sent = async () => {
    const outbox = join(folder, 'outbox');
    const [name = ''] = await readdir(outbox);
    return { name, path: join(outbox, name), text: await readFile(join(outbox, name), 'utf8') };
  };

  it('keeps a mail as a file that only its owner may read', async () => {
    const mailer = new OutboxMailer(join(folder, 'outbox'), 'no-reply@x.test');
    await mailer.send({ to: 'a@x.test', subject: 'Hello', text: 'Read me', fromName: 'Acme' });
    const { name, path, text } = await sent();
    expect(name).toMatch(/\.eml$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(text).toMatch(/^From: Acme <no-reply@x\.test>/m);
    expect(text).toMatch(/^To: a@x\.test/m);
    expect(text).toContain('Read me');
  });

  it('lets nobody write headers into a mail', async () => {
    const mailer = new OutboxMailer(join(folder, 'outbox'), 'no-reply@x.test');
    await mailer.send({
      to: 'a@x.test',
      subject: 'Hi\r\nBcc: all@x.test',
      text: '',
      fromName: 'A\r\nBcc: b@x.test',
    });
    expect((await sent()).text).not.toMatch(/^Bcc:/m);
  });

  it('carries attachments', async () => {
    const mailer = new OutboxMailer(join(folder, 'outbox'), 'no-reply@x.test');
    const pdf = { filename: 'invoice.pdf', content: Buffer.from('%PDF'), contentType: 'application/pdf' };
    await mailer.send({ to: 'a@x.test', subject: 'Invoice', text: 'Enclosed', attachments: [pdf] });
    const { text } = await sent();
    expect(text).toContain('invoice.pdf');
    expect(text).toContain(Buffer.from('%PDF').toString('base64'));
  });
});
