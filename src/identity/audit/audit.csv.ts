import { csvSheet } from '../../kernel/lists/csv-sheet.js';
import type { AuditView } from './audit.dto.js';

const state = (value: unknown): string =>
  value === null || value === undefined ? '' : JSON.stringify(value);

export const AUDIT_CSV = csvSheet<AuditView>('audit', {
  id: true,
  at: true,
  actor: (line) => line.actor.kind,
  email: (line) => line.actor.email,
  action: true,
  entity: true,
  entityId: true,
  before: (line) => state(line.before),
  after: (line) => state(line.after),
  requestId: true,
});
