import { PERMISSIONS, permissionTable, rolesFor } from './permissions.js';
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
    expect(rolesFor('people', 'write')).toEqual(['owner', 'admin']);
  });

  it('is written with a column for each role', () => {
    const [head, , ...lines] = permissionTable().split('\n');
    expect(head).toBe(`|  | ${USER_ROLES.join(' | ')} |`);
    expect(lines).toContain('| ledger | rw | rw | r | - | rw | r |');
  });
});
