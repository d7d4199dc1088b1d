import type { CsvColumns } from '../../kernel/lists/csv.js';
import type { AuditView } from './audit.dto.js';

const state = (value: unknown): string =>
  value === null || value === undefined ? '' : JSON.stringify(value);

export const AUDIT_CSV: CsvColumns<AuditView> = {
  id: (line) => line.id,
  at: (line) => line.at,
  actor: (line) => line.actor.kind,
  email: (line) => line.actor.email,
  action: (line) => line.action,
  entity: (line) => line.entity,
  entityId: (line) => line.entityId,
  before: (line) => state(line.before),
  after: (line) => state(line.after),
  requestId: (line) => line.requestId,
};
