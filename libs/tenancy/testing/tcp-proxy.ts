import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between the program and a server, and can fall silent without hanging up. */
export interface TcpProxy {
  /** The server's URL with the proxy's port. */
  readonly url: string;
  /** Keeps every connection, new ones too, and forwards nothing. */
  hang(): void;
  /** Forwards again what comes from now on over new connections; those that hung stay dead. */
  heal(): void;
  close(): Promise<void>;
}

export async function tcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let hanging = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port || 5432), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    if (hanging) return;
    client.on('data', (chunk) => hanging || upstream.write(chunk));
    upstream.on('data', (chunk) => hanging || client.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    hang: () => {
      hanging = true;
    },
    heal: () => {
      for (const socket of sockets) socket.destroy();
      hanging = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
