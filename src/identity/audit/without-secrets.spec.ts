import { withoutSecrets } from './without-secrets.js';

describe('What the audit log keeps', () => {
  it('hides secrets at any depth', () => {
    expect(
      withoutSecrets({ name: 'Ann', passwordHash: 'x', nested: [{ refreshToken: 'y', id: 1 }] }),
    ).toEqual({
      name: 'Ann',
      passwordHash: '[hidden]',
      nested: [{ refreshToken: '[hidden]', id: 1 }],
    });
  });

  it.each([
    'pa@SECRETPART',
    '1/SECRETPART',
    '1#SECRETPART',
    '1?SECRETPART',
    'a%SECRETPART',
    'a b:SECRETPART',
  ])('hides the credentials of a URL with the password %s', (password) => {
    const url = `postgresql://me:${password}@db:5432/x`;
    const kept = JSON.stringify(withoutSecrets({ databaseUrl: url, adminUrl: url, nested: [{ url }] }));
    expect(kept).not.toMatch(/SECRETPART|me:/);
  });

  it('keeps what is no secret of a URL, and hides what is none', () => {
    const logoUrl = 'https://x.example/logo.png?v=2';
    const kept = { databaseUrl: 'postgresql://db:5432/x', logoUrl, url: '[hidden]', security: 'on', uri: '' };
    const given = { ...kept, databaseUrl: 'postgresql://me:secret@db:5432/x', url: 'me:secret@db' };
    expect(withoutSecrets(given)).toEqual(kept);
  });

  it('leaves plain values as they are', () => {
    const at = new Date();
    expect(withoutSecrets({ at, none: null, count: 0 })).toEqual({ at, none: null, count: 0 });
    expect(withoutSecrets(undefined)).toBeNull();
  });
});
