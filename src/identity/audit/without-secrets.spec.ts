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

  it('hides the credentials of a URL', () => {
    expect(withoutSecrets({ databaseUrl: 'postgresql://me:secret@db:5432/x' })).toEqual({
      databaseUrl: 'postgresql://[hidden]@db:5432/x',
    });
  });

  it('leaves plain values as they are', () => {
    const at = new Date();
    expect(withoutSecrets({ at, none: null, count: 0 })).toEqual({ at, none: null, count: 0 });
    expect(withoutSecrets(undefined)).toBeNull();
  });
});
