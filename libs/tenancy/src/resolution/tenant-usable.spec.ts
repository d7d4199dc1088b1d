import { TenantUnavailableError } from '../tenancy.errors.js';
import type { TenantStatus } from '../tenant.js';
import { assertUsable } from './tenant-usable.js';

const codeOf = (status: TenantStatus, method = 'GET'): string | undefined => {
  try {
    assertUsable({ slug: 'acme', status }, method);
    return undefined;
  } catch (error) {
    return (error as TenantUnavailableError).code;
  }
};

describe('assertUsable', () => {
  it.each([
    ['provisioning', 'tenant_not_ready'],
    ['active', undefined],
    ['read_only', undefined],
    ['maintenance', 'tenant_maintenance'],
    ['suspended', 'tenant_suspended'],
    ['deleted', 'tenant_deleted'],
    ['failed', 'tenant_not_ready'],
  ] as const)('a read of a tenant that is %s answers %s', (status, code) => {
    expect(codeOf(status)).toBe(code);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('a %s to a read-only tenant is refused', (method) => {
    expect(codeOf('read_only', method)).toBe('tenant_read_only');
  });
});
