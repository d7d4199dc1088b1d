/** SQLSTATE classes and Node codes that mean the server or the connection is gone. */
const LOST_STATES = /^(08|57P0|53300|3D000|28)/;
const LOST_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
const LOST_MESSAGES =
  /timeout expired|Connection terminated|Client has encountered a connection error|connection is closed|not queryable|Connection ended/;

export function connectionLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = ('driverError' in error ? error.driverError : error) as Partial<
    Error & { code: string }
  >;
  return (
    (code !== undefined && (LOST_STATES.test(code) || LOST_CODES.has(code))) ||
    LOST_MESSAGES.test(String(message))
  );
}
