import type { RequestHead } from './request.resolver.js';
import { HostResolver } from './host.resolver.js';
import { BadHostError } from '../tenancy.errors.js';

const LONG = 15_000;

const requestTo = (host: string): RequestHead =>
  ({ url: '/x', headers: { host }, rawHeaders: ['Host', host], socket: {} }) as unknown as RequestHead;

describe('What is remembered of hosts', () => {
  it('is nothing of those that are refused, however many and long', () => {
    const resolver = new HostResolver({ baseDomain: 'app.com' });
    const refused = (from: number) => {
      for (let index = from; index < from + 2_000; index += 1) {
        const host = `${'x'.repeat(LONG)}${index}.app.com`;
        expect(() => resolver.resolve(requestTo(Buffer.from(host).toString('latin1')))).toThrow(BadHostError);
      }
    };
    refused(0);
    const before = process.memoryUsage().rss;
    refused(2_000);
    refused(4_000);
    refused(6_000);
    // Kept, they would be 90 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
  });

  it('is the same answer for the same host', () => {
    const resolver = new HostResolver({ baseDomain: 'app.com' });
    expect(resolver.resolve(requestTo('acme.app.com'))).toBe(resolver.resolve(requestTo('acme.app.com')));
  });
});
