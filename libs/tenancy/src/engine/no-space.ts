/** What the engines and the system call a disk without room: SQLSTATE, SQLite's codes, MySQL's symbols, errno. */
const NO_SPACE_CODES: ReadonlySet<string> = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
  '53100',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_TEMP_FILE_WRITE_FAILURE',
  'ENOSPC',
  'EDQUOT',
]);

/** MySQL's for any write that failed; its message names the errno of the system. */
const WRITE_CODES: ReadonlySet<string> = new Set(['EE_WRITE', 'ER_ERROR_ON_WRITE']);
const ERRNO_NO_SPACE = /Errcode: 28\b/i;

/** True where something could not be written for want of room: reading goes on, and writing as soon as there is some. */
export function isNoSpace(error: unknown): boolean {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
    if (saysNoSpace(at) || saysNoSpace((at as { driverError?: unknown }).driverError)) return true;
  }
  return false;
}

function saysNoSpace(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code !== 'string') return false;
  return NO_SPACE_CODES.has(code) || (WRITE_CODES.has(code) && ERRNO_NO_SPACE.test(String(message)));
}
