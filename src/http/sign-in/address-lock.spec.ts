import { TooManyRequestsError } from '../../kernel/errors.js';
import { AddressLock } from './address-lock.js';
import { ADDRESS_FAILURES } from './lock-out.js';

describe('An address', () => {
  it('is locked out of the tenant it failed at, and of no other', () => {
    const lock = new AddressLock();
    const source = { realm: 'acme', address: '192.0.2.1' };
    for (let failures = 0; failures < ADDRESS_FAILURES; failures += 1) {
      lock.assertOpen(source);
      lock.fail(source);
    }
    expect(() => lock.assertOpen(source)).toThrow(TooManyRequestsError);
    expect(() => lock.assertOpen({ ...source, realm: 'globex' })).not.toThrow();
    expect(() => lock.assertOpen({ ...source, address: '192.0.2.2' })).not.toThrow();
  });
});
