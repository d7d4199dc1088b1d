import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { AppConfig } from '../config/config.js';

const OTHERS = 0o077;
const FOLDER = 0o700;
const FILE = 0o600;
const STICKY = 0o1000;
const SQLITE = /\.sqlite3(-wal|-shm|-journal)?$/;
const KEPT = /^(jwt\.secret|encryption\.key|(demo|operator)-credentials\.json)$/;
const MAIL = /\.eml$/;

/** A file or folder that other users of the machine can look into. */
export interface OpenFile {
  readonly path: string;
  /** What it should have. */
  readonly mode: number;
}

/**
 * What the program writes holds hashes, addresses and links that sign in: from now on whatever this process makes is
 * its user's alone, and what an earlier version made looser is closed.
 */
export function keepFilesPrivate(config: AppConfig): void {
  process.umask(OTHERS);
  for (const { path, mode } of openFiles(config)) chmodSync(path, mode);
}

/** Ours that others may read. Nothing where files have no modes, and nothing of another user: it is not ours to close. */
export function openFiles(config: AppConfig): OpenFile[] {
  if (process.platform === 'win32') return [];
  const found = placesOf(config).flatMap(({ folder, files }) => [
    ...folders(folder),
    ...namesIn(folder)
      .filter((name) => files.test(name))
      .flatMap((name) => opened(join(folder, name), FILE)),
  ]);
  return [...new Map(found.map((file) => [file.path, file])).values()];
}

interface Place {
  readonly folder: string;
  readonly files: RegExp;
}

function placesOf({ dataDir, defaultDatabaseUrl, tenantServerUrl }: AppConfig): Place[] {
  const places = [
    { folder: dataDir, files: KEPT },
    { folder: join(dataDir, 'outbox'), files: MAIL },
  ];
  const control = pathOf(defaultDatabaseUrl);
  if (control !== undefined) {
    const name = control
      .slice(dirname(control).length + 1)
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    places.push({ folder: dirname(control), files: new RegExp(`^${name}(-wal|-shm|-journal)?$`) });
  }
  const tenants = pathOf(tenantServerUrl);
  if (tenants !== undefined) places.push({ folder: tenants, files: SQLITE });
  return places;
}

const pathOf = (url: string): string | undefined =>
  url.startsWith('sqlite:') ? url.replace(/^sqlite:(\/\/(?=\/))?/, '') : undefined;

/** A folder that holds more than the program's files, such as /tmp or the one it was started in, stays as it is. */
function folders(folder: string): OpenFile[] {
  const isShared = `${process.cwd()}${sep}`.startsWith(folder === sep ? sep : `${folder}${sep}`);
  const found = look(folder);
  if (isShared || !found?.isDirectory() || (found.mode & STICKY) !== 0) return [];
  return opened(folder, FOLDER);
}

function opened(path: string, mode: number): OpenFile[] {
  const found = look(path);
  const isOurs = found?.uid === process.getuid?.() && (found?.isFile() || found?.isDirectory());
  return isOurs && found && (found.mode & OTHERS) !== 0 ? [{ path, mode }] : [];
}

const look = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
