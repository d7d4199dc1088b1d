import type { ConnectFailure } from '../engine.js';

type Coded = { code?: string; message?: string };

/** SQLSTATEs and Node codes that mean the connection is gone or was never made. */
const LOST_STATES = /^(08|57P0|53300|3D000|28|25P03)/;
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
const LOST_MESSAGES =
  /Connection terminated|Client has encountered a connection error|connection is closed|not queryable|Connection ended|Query read timeout|timeout expired|Client was closed/;

// By shape, not by class: errors of Node's own modules may come from another realm.
const driverError = (error: unknown): Coded =>
  (error as { driverError?: Coded } | undefined)?.driverError ?? error ?? {};

export function connectionLost(error: unknown): boolean {
  const { code, message } = driverError(error);
  return LOST_STATES.test(code ?? '') || NETWORK_CODES.has(code ?? '') || LOST_MESSAGES.test(String(message));
}

/** True when no connection to the server can be made at all, to whichever database. */
export function serverDown(error: unknown): boolean {
  const { code, message } = driverError(error);
  return NETWORK_CODES.has(code ?? '') || code === '57P03' || /timeout expired/.test(String(message));
}

const FAILURES: Record<string, ConnectFailure> = {
  '28P01': 'sign_in',
  '28000': 'sign_in',
  '3D000': 'no_database',
  '42501': 'no_access',
  '55000': 'no_access',
  '57P03': 'unreachable',
  '53300': 'unreachable',
};
const FAILURE_MESSAGES: [RegExp, ConnectFailure][] = [
  [/password/i, 'sign_in'],
  [/SSL|certificate|altnames/i, 'tls'],
  [/received (invalid response|unexpected \w+ message)/i, 'other_program'],
  [LOST_MESSAGES, 'unreachable'],
];

export function connectFailure(error: unknown): ConnectFailure | undefined {
  const { code = '', message } = driverError(error);
  if (FAILURES[code]) return FAILURES[code];
  if (NETWORK_CODES.has(code) || isAggregate(error)) return 'unreachable';
  return FAILURE_MESSAGES.find(([pattern]) => pattern.test(String(message)))?.[1];
}

/** A name with several addresses, of which none answers. */
const isAggregate = (error: unknown): boolean =>
  Array.isArray((Object(error) as { errors?: unknown }).errors);

/** Serialisation failure, deadlock. */
const TRANSACTION_LOST_STATES = new Set(['40001', '40P01']);

/** True when the server has ended the transaction in favour of another one. */
export const transactionLost = (error: unknown): boolean =>
  TRANSACTION_LOST_STATES.has(driverError(error).code ?? '');
