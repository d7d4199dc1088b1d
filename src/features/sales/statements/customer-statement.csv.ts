import { csvSheet } from '../../platform.js';
import type { CustomerStatementDto, StatementEntryDto } from './customer-statement.dto.js';

type Row = Pick<StatementEntryDto, 'date' | 'balance'> &
  Partial<Omit<StatementEntryDto, 'kind'>> & { kind: string };

export const STATEMENT_CSV = csvSheet<Row>('statement', {
  date: true,
  kind: true,
  number: true,
  reference: true,
  dueDate: true,
  amount: true,
  balance: true,
  id: false,
});

/** The entries between two rows for the balances before and after them. */
export const statementRows = ({ from, to, opening, closing, entries }: CustomerStatementDto): Row[] => [
  { date: from, kind: 'opening', balance: opening },
  ...entries,
  { date: to, kind: 'closing', balance: closing },
];
