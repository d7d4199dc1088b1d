import type { Guard } from '../guards.js';

const posted = (entry: string): string =>
  `EXISTS (SELECT 1 FROM journal_entries e WHERE e.id = ${entry} AND e.status = 'posted')`;

const balance = `(SELECT COALESCE(SUM(l.debit) - SUM(l.credit), 1) FROM journal_lines l WHERE l.entry_id = NEW.id)`;

/** An entry is written as a draft and then posted; from then on neither it nor its lines ever change. */
export const JOURNAL_GUARDS: readonly Guard[] = [
  {
    name: 'journal_entries_start_as_draft',
    table: 'journal_entries',
    event: 'INSERT',
    refuse: `NEW.status <> 'draft'`,
    message: 'a journal entry is written first and posted then',
  },
  {
    name: 'journal_entries_stay',
    table: 'journal_entries',
    event: 'UPDATE',
    refuse: `OLD.status = 'posted'`,
    message: 'a posted journal entry is never changed: reverse it',
  },
  {
    name: 'journal_entries_balance',
    table: 'journal_entries',
    event: 'UPDATE',
    refuse: `NEW.status = 'posted' AND ${balance} <> 0`,
    message: 'debits and credits of a journal entry must be equal',
  },
  {
    name: 'journal_entries_remain',
    table: 'journal_entries',
    event: 'DELETE',
    refuse: `OLD.status = 'posted'`,
    message: 'a posted journal entry is never deleted: reverse it',
  },
  {
    name: 'journal_lines_complete',
    table: 'journal_lines',
    event: 'INSERT',
    refuse: posted('NEW.entry_id'),
    message: 'a posted journal entry gets no further lines',
  },
  {
    name: 'journal_lines_stay',
    table: 'journal_lines',
    event: 'UPDATE',
    refuse: `${posted('OLD.entry_id')} OR ${posted('NEW.entry_id')}`,
    message: 'a line of a posted journal entry is never changed',
  },
  {
    name: 'journal_lines_remain',
    table: 'journal_lines',
    event: 'DELETE',
    refuse: posted('OLD.entry_id'),
    message: 'a line of a posted journal entry is never deleted',
  },
];
