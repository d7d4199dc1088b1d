import { createServer, type AddressInfo, type Server } from 'node:net';
import { MailNotSentError } from './mail.errors.js';
import { SmtpMailer } from './smtp.mailer.js';

/** Just enough of a mail server: takes every mail and keeps what was sent. */
function mailServer(received: string[]): Server {
  return createServer((socket) => {
    let inMail = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      received.push(text);
      if (inMail) {
        if (!text.endsWith('\r\n.\r\n')) return;
        inMail = false;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        inMail = true;
        socket.write('354 go on\r\n');
      } else socket.write(text.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n');
    });
  });
}

describe('Mail over SMTP', () => {
  const received: string[] = [];
  let server: Server;
  beforeAll(async () => {
    server = mailServer(received);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is handed to the server', async () => {
    const { port } = server.address() as AddressInfo;
    const mailer = new SmtpMailer(`smtp://127.0.0.1:${port}`, 'no-reply@x.test');
    await mailer.send({ to: 'a@x.test', subject: 'Hello', text: 'Read me' });
    mailer.onApplicationShutdown();
    expect(received.join('')).toMatch(/RCPT TO:<a@x\.test>[\s\S]*Read me/);
  });

  it('says so when the server can not be reached', async () => {
    const mailer = new SmtpMailer('smtp://127.0.0.1:1', 'no-reply@x.test');
    await expect(mailer.send({ to: 'a@x.test', subject: 'Hello', text: 'x' })).rejects.toBeInstanceOf(
      MailNotSentError,
    );
    mailer.onApplicationShutdown();
  });
});
