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

  it('leaves plain values as they are', () => {
    const at = new Date();
    expect(withoutSecrets({ at, none: null, count: 0 })).toEqual({ at, none: null, count: 0 });
    expect(withoutSecrets(undefined)).toBeNull();
  });
});
