import { TenantUnavailableError } from '../tenancy.errors.js';
import type { Tenant, TenantStatus } from '../tenant.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

const ANSWERS: Record<TenantStatus, 'everything' | 'reads' | 'nothing'> = {
  active: 'everything',
  read_only: 'reads',
  provisioning: 'nothing',
  maintenance: 'nothing',
  suspended: 'nothing',
  deleted: 'nothing',
  failed: 'nothing',
};

/** Whether a request with this HTTP method may go on. Throws TenantUnavailableError. */
export function assertUsable({ slug, status }: Pick<Tenant, 'slug' | 'status'>, method: string): void {
  const answers = ANSWERS[status];
  if (answers === 'everything' || (answers === 'reads' && READING.has(method))) return;
  throw new TenantUnavailableError(slug, status);
}
