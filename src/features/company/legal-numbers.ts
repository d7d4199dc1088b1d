import { type FieldProblem, ibanProblem, plainIban, taxNumberProblem, ValidationError } from '../platform.js';
import type { LegalData } from './company.js';

/** The change with an IBAN without blanks. Numbers that are stored pass as they are; throws ValidationError for others. */
export function checkedLegal(before: LegalData, change?: LegalData): LegalData | undefined {
  if (change === undefined) return undefined;
  const { iban, taxNumber } = change;
  const isNew = Boolean(iban) && plainIban(iban ?? '') !== plainIban(before.iban ?? '');
  const problems: FieldProblem[] = [
    ...problemAt('legal.taxNumber', taxNumberProblem(taxNumber, before.taxNumber)),
    ...problemAt('legal.iban', isNew ? ibanProblem(iban ?? '') : undefined),
  ];
  if (problems.length > 0) throw new ValidationError(problems);
  return iban && ibanProblem(iban) === undefined ? { ...change, iban: plainIban(iban) } : change;
}

const problemAt = (path: string, message?: string): FieldProblem[] =>
  message === undefined ? [] : [{ path, message }];
