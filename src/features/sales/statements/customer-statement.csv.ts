import type { CsvColumns } from '../../platform.js';
import type { CustomerStatementDto, StatementEntryDto } from './customer-statement.dto.js';

type Row = Pick<StatementEntryDto, 'date' | 'balance'> &
  Partial<Omit<StatementEntryDto, 'kind'>> & { kind: string };

export const STATEMENT_CSV: CsvColumns<Row> = {
  date: (row) => row.date,
  kind: (row) => row.kind,
  number: (row) => row.number,
  reference: (row) => row.reference,
  dueDate: (row) => row.dueDate,
  amount: (row) => row.amount,
  balance: (row) => row.balance,
};

/** The entries between two rows for the balances before and after them. */
export const statementRows = ({ from, to, opening, closing, entries }: CustomerStatementDto): Row[] => [
  { date: from, kind: 'opening', balance: opening },
  ...entries,
  { date: to, kind: 'closing', balance: closing },
];
