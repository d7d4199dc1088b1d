import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoCredentials, newPassword } from './demo-credentials.js';

describe('the demo credentials', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenantry_test_'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const record = { complete: false, signIns: [] };

  it('are read as they were written', async () => {
    const credentials = new DemoCredentials(folder);
    await credentials.write(record);
    await credentials.write({ ...record, complete: true });
    expect(await credentials.read()).toEqual({ complete: true, signIns: [] });
  });

  it('are readable by the own user alone', async () => {
    const credentials = new DemoCredentials(folder);
    await credentials.write(record);
    expect((await stat(credentials.path)).mode & 0o777).toBe(0o600);
  });

  it('are undefined before the first start', async () => {
    expect(await new DemoCredentials(folder).read()).toBeUndefined();
  });

  it('have another password each time', () => {
    expect(newPassword()).not.toBe(newPassword());
    expect(newPassword().length).toBeGreaterThanOrEqual(16);
  });
});
