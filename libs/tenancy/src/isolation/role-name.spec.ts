import { newPassword, roleName } from './role-name.js';

describe('the role of a tenant', () => {
  it('is made of its id alone, and short enough for MySQL', () => {
    expect(roleName('0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10')).toBe(
      roleName('0199E1C4-7D1C-7A8E-9D55-0F6A3C1B2A10'),
    );
    expect(roleName('ffffffff-ffff-ffff-ffff-ffffffffffff')).toMatch(/^t_[0-9a-z]{25}$/);
    expect(roleName('00000000-0000-0000-0000-000000000001')).toMatch(/^t_[0-9a-z]{25}$/);
  });

  it('differs between ids that differ in one digit', () => {
    expect(roleName('0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10')).not.toBe(
      roleName('0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a11'),
    );
  });
});

describe('the password of a role', () => {
  it('is random, holds every kind of character, and needs no escaping in a URL', () => {
    const password = newPassword();
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
    expect(encodeURIComponent(password)).toBe(password);
    expect(newPassword()).not.toBe(password);
  });
});
