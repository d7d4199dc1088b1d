import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppConfig } from '../config/config.js';
import { keepFilesPrivate, openFiles } from './private-files.js';

describe('The files of the program', () => {
  let folder: string;
  let config: AppConfig;
  const umask = process.umask();
  beforeEach(() => {
    // Another program of this process may have closed new files already.
    process.umask(0o022);
    folder = mkdtempSync(join(tmpdir(), 'tenantry-modes-'));
    config = {
      dataDir: folder,
      defaultDatabaseUrl: `sqlite:${folder}/control.sqlite3`,
      tenantServerUrl: `sqlite:${folder}/tenants`,
    } as AppConfig;
  });
  afterEach(() => {
    process.umask(umask);
    rmSync(folder, { recursive: true });
  });

  const modeOf = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8);
  const make = (name: string) => {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o644);
  };
  const OURS = [
    'control.sqlite3',
    'control.sqlite3-wal',
    'control.sqlite3-shm',
    'jwt.secret',
    'tenants/sales_a.sqlite3',
    'tenants/sales_a.sqlite3-wal',
    'outbox/1.eml',
  ];

  it('are closed to others, folders and all, and nothing else is', () => {
    chmodSync(folder, 0o755);
    for (const name of ['tenants', 'outbox']) mkdirSync(join(folder, name), { mode: 0o755 });
    for (const name of [...OURS, 'notes.txt']) make(name);
    expect(openFiles(config)).toHaveLength(OURS.length + 3);
    keepFilesPrivate(config);
    expect(openFiles(config)).toEqual([]);
    expect(OURS.map(modeOf)).toEqual(OURS.map(() => '600'));
    expect([modeOf('.'), modeOf('tenants'), modeOf('outbox')]).toEqual(['700', '700', '700']);
    expect(modeOf('notes.txt')).toBe('644');
  });

  it('are born closed', () => {
    keepFilesPrivate(config);
    writeFileSync(join(folder, 'later'), '');
    mkdirSync(join(folder, 'folder'));
    expect([modeOf('later'), modeOf('folder')]).toEqual(['600', '700']);
  });

  it('are not looked for behind links, and a folder of everybody stays open', () => {
    const other = mkdtempSync(join(tmpdir(), 'tenantry-other-'));
    writeFileSync(join(other, 'theirs'), '');
    chmodSync(join(other, 'theirs'), 0o644);
    symlinkSync(join(other, 'theirs'), join(folder, 'jwt.secret'));
    chmodSync(folder, 0o1777);
    keepFilesPrivate(config);
    expect(statSync(join(other, 'theirs')).mode & 0o777).toBe(0o644);
    expect(modeOf('.')).toBe('777');
    rmSync(other, { recursive: true });
  });
});
