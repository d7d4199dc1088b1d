// A client in a process of its own: what it does with an answer takes nothing from the server's time.
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median } from '../table.mjs';

const FILE = fileURLToPath(import.meta.url);

/** A server runs for weeks: the first answers, while its code is compiled for them, aren't timed. */
const ROUNDS_BEFORE = 20;

/** Asks for the paths in turns, so that whatever else the machine does falls on all; median ms of each. */
export class TurnTaker {
  constructor(server) {
    this.server = server;
    this.client = fork(FILE);
    this.ended = once(this.client, 'exit');
  }

  async times(paths, rounds) {
    this.client.send({ server: this.server, paths, rounds });
    const [answer] = await Promise.race([once(this.client, 'message'), this.ended]);
    if (!Array.isArray(answer)) throw new Error('The client has ended; it says why above.');
    return answer;
  }

  async stop() {
    this.client.disconnect();
    await this.ended;
  }
}

if (process.argv[1] === FILE) {
  for await (const [order] of on(process, 'message', { close: ['disconnect'] })) {
    process.send(await takeTurns(order));
  }
}

async function takeTurns({ server, paths, rounds }) {
  const times = paths.map(() => []);
  for (let round = -ROUNDS_BEFORE; round < rounds; round += 1) {
    for (const [index, path] of paths.entries()) {
      const begin = performance.now();
      await read(server, path);
      if (round >= 0) times[index].push(performance.now() - begin);
    }
  }
  return times.map(median);
}

async function read({ port, host, token }, path) {
  const headers = { host, authorization: `Bearer ${token}` };
  const outgoing = request({ host: '127.0.0.1', port, path, headers });
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  await response.toArray();
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode}`);
}
