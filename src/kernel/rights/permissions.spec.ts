import { PERMISSIONS, permissionTable, rightsOf, rolesFor } from './permissions.js';
import { USER_ROLES } from './principal.js';

describe('The table of permissions', () => {
  it('lets an owner do everything, and a viewer change nothing', () => {
    for (const area of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]) {
      expect(rolesFor(area, 'read')).toContain('owner');
      expect(rolesFor(area, 'write')).not.toContain('viewer');
    }
  });

  it('keeps sales people out of the ledger and accountants out of the users', () => {
    expect(rolesFor('ledger', 'read')).not.toContain('sales');
    expect(rolesFor('users', 'write')).toEqual(['owner', 'admin']);
  });

  it('lets accountants settle what others sold, and sales people pay nothing out', () => {
    expect(rolesFor('sales', 'settle')).toEqual(['owner', 'admin', 'manager', 'sales', 'accountant']);
    expect(rolesFor('sales', 'payOut')).toEqual(['owner', 'admin', 'manager', 'accountant']);
    expect(rolesFor('sales', 'write')).not.toContain('accountant');
  });

  it('is told as rights, without what is closed', () => {
    expect(rightsOf('sales')).toEqual({
      settings: 'read',
      locations: 'read',
      sales: 'write',
      taxRates: 'read',
    });
    expect(rightsOf('accountant')).toMatchObject({ audit: 'read', sales: 'write', ledger: 'write' });
    expect(Object.keys(rightsOf('owner'))).toEqual(Object.keys(PERMISSIONS));
  });

  it('is written with a column for each role', () => {
    const [head, , ...lines] = permissionTable().split('\n');
    expect(head).toBe(`|  | ${USER_ROLES.join(' | ')} |`);
    expect(lines).toContain('| ledger | rw | rw | r | - | rw | r |');
  });
});
