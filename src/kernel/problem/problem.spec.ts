import { TenantDatabaseUnavailableError, TenantUnavailableError, UnitOfWorkEndedError } from '@tenantry/nest';
import { BadRequestException, ForbiddenException, HttpException } from '@nestjs/common';
import { EntityNotFoundError, QueryFailedError } from 'typeorm';
import { ConflictError, DomainError, TooManyRequestsError, ValidationError } from '../errors.js';
import { problemOf, refusalOf } from './problem.js';

const failed = (code: string, query = 'INSERT INTO x', message = 'secret detail') =>
  new QueryFailedError(query, [], Object.assign(new Error(message), { code }));

class Forgotten extends DomainError {
  readonly code = 'nobody_knows';
}

describe('A refusal', () => {
  it.each([
    [new ConflictError('Taken.'), 'conflict', 409],
    [new ValidationError([{ path: 'a', message: 'b' }]), 'validation_failed', 400],
    [new TenantUnavailableError('acme', 'deleted'), 'tenant_deleted', 410],
    [new TenantDatabaseUnavailableError('acme'), 'tenant_database_unavailable', 503],
    [new BadRequestException('Unexpected token'), 'bad_request', 400],
    [new ForbiddenException(), 'forbidden', 403],
    [new HttpException('x', 418), 'internal_error', 500],
    [Object.assign(new Error('too large'), { statusCode: 413 }), 'payload_too_large', 413],
    [Object.assign(new Error('secret'), { statusCode: 500 }), 'internal_error', 500],
    [new EntityNotFoundError('User', {}), 'not_found', 404],
    [failed('23505'), 'conflict', 409],
    [failed('SQLITE_CONSTRAINT_UNIQUE'), 'conflict', 409],
    [failed('ER_DUP_ENTRY'), 'conflict', 409],
    [failed('23503', 'DELETE FROM x', 'foreign key'), 'conflict', 409],
    [failed('23503', 'INSERT INTO x', 'foreign key'), 'unknown_reference', 422],
    [
      failed('SQLITE_CONSTRAINT_FOREIGNKEY', 'UPDATE x', 'FOREIGN KEY constraint failed'),
      'unknown_reference',
      422,
    ],
    [failed('SQLITE_CONSTRAINT_TRIGGER', 'UPDATE x', 'posted entries stay'), 'internal_error', 500],
    [failed('22003'), 'amount_out_of_range', 422],
    [failed('40001'), 'conflict', 409],
    [failed('57014'), 'statement_timeout', 503],
    [failed('42601'), 'internal_error', 500],
    [Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }), 'database_unavailable', 503],
    [new UnitOfWorkEndedError(), 'internal_error', 500],
    [new Forgotten('secret'), 'internal_error', 500],
    [new TypeError('secret'), 'internal_error', 500],
    ['secret', 'internal_error', 500],
    [undefined, 'internal_error', 500],
  ])('of %s is %s %i', (error, code, status) => {
    const problem = problemOf(refusalOf(error), '/api/x?token=secret');
    expect(problem).toMatchObject({ code, status, instance: '/api/x' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('says when to come back', () => {
    expect(refusalOf(new TooManyRequestsError(7)).retryAfterSeconds).toBe(7);
    expect(refusalOf(new TenantDatabaseUnavailableError('acme')).retryAfterSeconds).toBeGreaterThan(0);
  });

  it('names the fields that are wrong', () => {
    const errors = [{ path: 'lines.0.quantity', message: 'must be a decimal string' }];
    expect(problemOf(refusalOf(new ValidationError(errors)), '/').errors).toEqual(errors);
  });
});
