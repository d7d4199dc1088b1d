/** Leaves the SET of an UPDATE and of an upsert out, which change rows and no session. */
const ROW_UPDATES = /\bUPDATE\b[^;]*?\bSET\b/gi;
const SESSION_WORDS = /\b(SET|RESET|DISCARD|DO|CALL|set_config)\b/i;
const OF_TRANSACTION = /^\s*SET TRANSACTION ISOLATION LEVEL [A-Z ]+$/i;
const UPSERT = /\bDO\s+(UPDATE|NOTHING)\b/gi;

/**
 * Whether a statement could leave its session as another than it was. Too often rather than too seldom: it costs one
 * connection. It is a net for mistakes, no wall: what EXECUTE puts together is not seen.
 */
export function touchesSession(sql: string): boolean {
  if (!SESSION_WORDS.test(sql) || OF_TRANSACTION.test(sql)) return false;
  // DO UPDATE SET first: without its DO it would still be an update of rows.
  return SESSION_WORDS.test(sql.replace(UPSERT, '$1').replace(ROW_UPDATES, ''));
}
