import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { startPlatform, type TestPlatform } from '../../support/index.js';

const BODY = JSON.stringify({ email: 'nobody@acme.test', password: 'wrong-password-1' });

describe('A stop', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    await platform.createTenant({ slug: 'acme' });
  });

  const open = async (): Promise<Socket> => {
    const socket = connect(platform.port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };

  it('answers the request that is on its way, then takes no more', async () => {
    const { port } = platform;
    const socket = await open();
    const answer = text(socket);
    const head = ['POST /api/auth/login HTTP/1.1', 'host: acme.localhost', 'content-type: application/json'];
    socket.write(`${[...head, `content-length: ${BODY.length}`].join('\r\n')}\r\n\r\n${BODY.slice(0, 5)}`);
    // Once another request is answered, the server has seen the one before it.
    expect((await platform.request('acme.localhost').get('/health/live')).status).toBe(200);

    const closed = platform.close();
    socket.write(BODY.slice(5));
    expect(await answer).toMatch(/^HTTP\/1\.1 401 .*"code":"unauthenticated"/s);
    await closed;

    const late = connect(port, '127.0.0.1');
    const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });
});
