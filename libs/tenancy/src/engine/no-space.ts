/** What the engines and the system call a disk without room: SQLSTATE, SQLite's codes, MySQL's symbols, errno. */
export const NO_SPACE_CODES: ReadonlySet<string> = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
  '53100',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_TEMP_FILE_WRITE_FAILURE',
  'ENOSPC',
  'EDQUOT',
]);

/** True where something could not be written for want of room: reading goes on, and writing as soon as there is some. */
export function isNoSpace(error: unknown): boolean {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
    const { code, driverError } = at as { code?: unknown; driverError?: { code?: unknown } };
    if ([code, driverError?.code].some((one) => typeof one === 'string' && NO_SPACE_CODES.has(one)))
      return true;
  }
  return false;
}
