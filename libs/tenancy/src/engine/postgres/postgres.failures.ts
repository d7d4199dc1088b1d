import { brokenKey, type EngineFailures } from '../failure.js';

/** A row that would be another tenant's, where tenants share tables. */
const ROW_POLICY = /row-level security/;

/** By SQLSTATE. */
export const postgresFailures: EngineFailures = {
  codes: {
    '23505': 'unique',
    '23001': 'in_use',
    '23514': 'check',
    '22003': 'range',
    '22001': 'text',
    '22021': 'text',
    '22025': 'text',
    '54000': 'text',
    '22P02': 'text',
    '22P05': 'text',
    '22007': 'text',
    '22008': 'text',
    '40001': 'busy',
    '40P01': 'busy',
    '57014': 'slow',
    '53300': 'away',
    '57P01': 'away',
    '57P02': 'away',
    '57P03': 'away',
    '08006': 'away',
    '08001': 'away',
    '53100': 'no_space',
    '25006': 'read_only',
  },
  read: ({ code, message, query }) => {
    if (code === '23503') return brokenKey(query);
    // Said of a missing right as well, which is a fault of the program.
    return code === '42501' && ROW_POLICY.test(message) ? 'unique' : undefined;
  },
};
