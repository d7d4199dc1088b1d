import type { RequestHead } from './request.resolver.js';
import { HostResolver } from './host.resolver.js';
import { BadHostError } from '../tenancy.errors.js';

const LONG = 15_000;

const requestTo = (host: string): RequestHead =>
  ({ url: '/x', headers: { host }, rawHeaders: ['Host', host], socket: {} }) as unknown as RequestHead;

describe('What is remembered of hosts', () => {
  it('is nothing of those that are refused, however many and long', () => {
    const resolver = new HostResolver({ baseDomain: 'app.com' });
    let refusals = 0;
    const ask = (from: number) => {
      for (let index = from; index < from + 1_000; index += 1) {
        const host = `${'x'.repeat(LONG)}${index}.app.com`;
        try {
          resolver.resolve(requestTo(Buffer.from(host).toString('latin1')));
        } catch (error) {
          refusals += Number(error instanceof BadHostError);
        }
      }
    };
    ask(0);
    const before = process.memoryUsage().rss;
    ask(1_000);
    ask(2_000);
    ask(3_000);
    expect(refusals).toBe(4_000);
    // Kept, they would be 45 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(30 * 1024 * 1024);
  });

  it('is the same answer for the same host', () => {
    const resolver = new HostResolver({ baseDomain: 'app.com' });
    expect(resolver.resolve(requestTo('acme.app.com'))).toBe(resolver.resolve(requestTo('acme.app.com')));
  });
});
