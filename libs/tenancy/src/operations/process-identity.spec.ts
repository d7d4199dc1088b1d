import { spawnSync } from 'node:child_process';
import { hasEnded, newOwner } from './process-identity.js';

const withPart = (owner: string, index: number, value: string): string =>
  owner.split('|').with(index, value).join('|');

describe('hasEnded', () => {
  it('is false for this very process', () => {
    expect(hasEnded(newOwner())).toBe(false);
  });

  it('is true for a process that has gone', () => {
    expect(hasEnded(withPart(newOwner(), 1, String(spawnSync('true').pid)))).toBe(true);
  });

  it('is false for another process that lives', () => {
    expect(hasEnded(withPart(newOwner(), 1, String(process.ppid)))).toBe(false);
  });

  it('is true for an earlier run under the same process id, as in a container that was restarted', () => {
    expect(hasEnded(withPart(newOwner(), 2, 'earlier'))).toBe(true);
  });

  it('is false for what ran elsewhere, whose processes cannot be asked', () => {
    const elsewhere = withPart(withPart(newOwner(), 0, 'another-host'), 1, String(spawnSync('true').pid));
    expect(hasEnded(elsewhere)).toBe(false);
  });

  it('fits its column', () => {
    expect(newOwner().length).toBeLessThanOrEqual(200);
  });
});
