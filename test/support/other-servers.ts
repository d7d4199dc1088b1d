import { createServer, type AddressInfo, type Server } from 'node:net';

const QUERY = 'Q'.charCodeAt(0);
const TEXT = 25;
const ANY_LENGTH = -1;

/** Something that answers at a port, and isn't what the program would like to find there. */
export interface OtherServer {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  close(): Promise<void>;
}

/** Speaks enough of PostgreSQL's protocol to sign anybody in and to tell its version. */
export function oldPostgres(version: string): Promise<OtherServer> {
  const facts = answer({ server_version: version, version, maxConnections: '100', able: 'true' });
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), READY]));
      socket.on('data', (sent) => sent[0] === QUERY && socket.write(facts));
    });
    socket.on('error', () => undefined);
  });
  return listening(server);
}

/** Says this to whoever comes, and hangs up: no database. */
export function greeter(greeting: string): Promise<OtherServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume().end(greeting);
  });
  return listening(server);
}

async function listening(server: Server): Promise<OtherServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function message(kind: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

/** One row of texts, whatever was asked. */
function answer(row: Record<string, string>): Buffer {
  const [names, values] = [Object.keys(row), Object.values(row)];
  const columns = names.map((name) =>
    Buffer.concat([text(name), int32(0), int16(0), int32(TEXT), int16(ANY_LENGTH), int32(-1), int16(0)]),
  );
  const cells = values.flatMap((value) => [int32(value.length), Buffer.from(value)]);
  return Buffer.concat([
    message('T', int16(names.length), ...columns),
    message('D', int16(values.length), ...cells),
    message('C', text('SELECT 1')),
    READY,
  ]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

const READY = message('Z', Buffer.from('I'));
