import { TenantDatabaseUnavailableError } from '../tenancy.errors.js';
import { describeFailure } from './operation.errors.js';

describe('describeFailure', () => {
  it('tells the code of an error of ours, and its cause', () => {
    const cause = new Error('connect ECONNREFUSED 127.0.0.1:1');
    expect(describeFailure(new TenantDatabaseUnavailableError('acme', { cause }))).toEqual({
      errorCode: 'tenant_database_unavailable',
      error: expect.stringMatching(/can't be reached.*\(connect ECONNREFUSED 127\.0\.0\.1:1\)/),
    });
  });

  it("never shows what a driver's message quotes of a URL", () => {
    const error = Object.assign(new Error('could not open postgresql://user:geheim@h/db'), { code: '42P01' });
    expect(describeFailure(error)).toEqual({
      errorCode: 'operation_failed',
      error: 'could not open postgresql://h/db',
    });
  });

  it('tells all addresses that refused', () => {
    const error = new AggregateError([new Error('refused by ::1'), new Error('refused by 127.0.0.1')]);
    expect(describeFailure(error).error).toBe('refused by ::1; refused by 127.0.0.1');
  });

  it.each(['text', 7, {}, null, undefined])('describes whatever was thrown (%j)', (thrown) => {
    expect(describeFailure(thrown).errorCode).toBe('operation_failed');
  });
});
