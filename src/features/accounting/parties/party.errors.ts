import { DomainError, type FieldProblem } from '../../platform.js';

/** A control account is the sum of what somebody owes or is owed: each of its lines says who. */
export class PartyRequiredError extends DomainError {
  readonly code = 'party_required';
  override readonly errors: readonly FieldProblem[];
  constructor(account: string, path: string, field: 'customerId' | 'vendor') {
    const whose = field === 'vendor' ? 'vendors' : 'customers';
    super(`Account "${account}" is an account of ${whose}: give the line on it a ${field} (${path}).`);
    this.errors = [{ path: `${path}.${field}`, message: `is needed on account "${account}"` }];
  }
}
