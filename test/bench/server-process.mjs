import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * A server in a process of its own, so that its CPU time is its own. The script sends `{ port, headers }` when
 * it listens, and answers each message with `{ cpu }`: its CPU time so far in microseconds, user and system.
 */
export class ServerProcess {
  static async start(name, script, args = []) {
    const child = fork(script, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [ready] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${name} ended with exit code ${code} before it listened.`);
      }),
    ]);
    return new ServerProcess(name, child, ready);
  }

  constructor(name, child, ready) {
    this.name = name;
    this.child = child;
    this.ready = ready;
  }

  async cpu() {
    this.child.send('cpu');
    const [{ cpu }] = await once(this.child, 'message');
    return cpu;
  }

  async stop() {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

/** Called by the script in the child: tells the parent how to reach it, and ends when the parent lets go. */
export function serveParent(ready, close) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system });
  });
  process.on('disconnect', () => void close().then(() => process.exit(0)));
  process.send(ready);
}
