import { AREAS, permissionTable, rightsOf, rolesFor } from './permissions.js';
import { USER_ROLES } from './principal.js';

describe('The table of permissions', () => {
  it('lets an owner do everything but read what practitioners write, and a viewer change nothing', () => {
    for (const area of AREAS) {
      expect(rolesFor(area, 'read').includes('owner')).toBe(area !== 'clinical');
      expect(rolesFor(area, 'write')).not.toContain('viewer');
    }
  });

  it('keeps sales people out of the ledger and accountants out of the users', () => {
    expect(rolesFor('ledger', 'read')).not.toContain('sales');
    expect(rolesFor('users', 'write')).toEqual(['owner', 'admin']);
  });

  it('lets accountants settle what others sold, and sales people pay nothing out', () => {
    expect(rolesFor('sales', 'settle')).toEqual([
      ...['owner', 'admin', 'manager', 'sales', 'accountant', 'reception'],
    ]);
    expect(rolesFor('sales', 'payOut')).toEqual(['owner', 'admin', 'manager', 'accountant']);
    expect(rolesFor('sales', 'write')).not.toContain('accountant');
  });

  it('shows viewers the commercial areas, and nobody but practitioners what they write of patients', () => {
    const closed = ['users', 'audit', 'staff', 'leave', 'clinic', 'clinical', 'billing'];
    expect(AREAS.filter((area) => !rolesFor(area, 'read').includes('viewer'))).toEqual(closed);
    expect(rolesFor('clinical', 'read')).toEqual(['practitioner']);
  });

  it('lets employees see the places, and nothing else of the company', () => {
    expect(rightsOf('employee')).toEqual({ locations: 'read' });
  });

  it('is told as rights, without what is closed', () => {
    expect(rightsOf('sales')).toEqual({
      settings: 'read',
      locations: 'read',
      sales: 'write',
      taxRates: 'read',
      stock: 'read',
    });
    expect(rightsOf('accountant')).toMatchObject({ audit: 'read', sales: 'write', ledger: 'write' });
    expect(Object.keys(rightsOf('owner'))).toEqual(AREAS.filter((area) => area !== 'clinical'));
  });

  it('is written with a column for each role', () => {
    const [head, , ...lines] = permissionTable().split('\n');
    expect(head).toBe(`|  | ${USER_ROLES.join(' | ')} |`);
    expect(lines).toContain('| ledger | rw | rw | r | - | rw | r | - | - | - | - | - |');
  });
});
