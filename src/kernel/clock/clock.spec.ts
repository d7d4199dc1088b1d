import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { keepRowsBy, StoredEntity } from '@tenantry/nest/portable';
import { Clock, ClockModule } from './clock.js';

class Thing extends StoredEntity {}

describe('The clock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-clock-'));
  const file = join(folder, 'now');
  afterAll(() => {
    keepRowsBy({ now: () => new Date() });
    rmSync(folder, { recursive: true });
  });

  const clockOf = async (from: string | undefined) =>
    (await Test.createTestingModule({ imports: [ClockModule.with(from)] }).compile()).get(Clock);

  it("is the machine's by itself", async () => {
    const before = Date.now();
    const now = (await clockOf(undefined)).now().getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('stands where its file says, read anew each time, for rows too', async () => {
    writeFileSync(file, '2030-01-31T12:00:00Z\n');
    const clock = await clockOf(file);
    expect(clock.now()).toEqual(new Date('2030-01-31T12:00:00Z'));
    writeFileSync(file, '2030-02-01T00:30:00.250+02:00');
    expect(clock.now()).toEqual(new Date('2030-01-31T22:30:00.250Z'));
    expect(new Thing().createdAt).toEqual(new Date('2030-01-31T22:30:00.250Z'));
  });

  it('goes by what it knew while its file is being written', async () => {
    writeFileSync(file, '2030-01-31T12:00:00Z');
    const clock = await clockOf(file);
    clock.now();
    writeFileSync(file, '');
    expect(clock.now()).toEqual(new Date('2030-01-31T12:00:00Z'));
  });
});
