import { Writable } from 'node:stream';
import type { Tenancy, Tenant } from '@tenantry/nest';
import type { FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { QueryFailedError } from 'typeorm';
import type { AppConfig } from '../../config/config.js';
import { enterRequest } from '../../kernel/request/request-scope.js';
import { logOptions } from './log.options.js';

describe('A log line', () => {
  const tenancy = { find: () => ({ slug: 'acme' }) as Tenant } as Tenancy;

  function lineOf(content: object): Record<string, unknown> {
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
    const logger = pino(logOptions({ logLevel: 'info' } as AppConfig, tenancy), sink);
    enterRequest({ id: 'request-1' } as FastifyRequest, () => logger.info(content, 'said'));
    return JSON.parse(lines.join('')) as Record<string, unknown>;
  }

  it('names the request and the tenant it belongs to', () => {
    expect(lineOf({})).toMatchObject({ requestId: 'request-1', tenant: 'acme', level: 'info', msg: 'said' });
  });

  it.each([
    { password: 'hunter2' },
    { body: { password: 'hunter2', token: 'hunter2' } },
    { request: { headers: { authorization: 'Bearer hunter2', cookie: 'a=hunter2' } } },
    { refreshToken: 'hunter2', accessToken: 'hunter2' },
  ])('keeps the secrets of %j to itself', (content) => {
    expect(JSON.stringify(lineOf(content))).not.toContain('hunter2');
  });

  it('shows a failed statement without its parameters', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      detail: 'Key (email)=(hunter2) already exists.',
    });
    const error = new QueryFailedError('INSERT INTO users VALUES ($1)', ['hunter2'], cause);
    const line = JSON.stringify(lineOf({ err: error }));
    expect(line).toContain('INSERT INTO users');
    expect(line).not.toContain('hunter2');
  });
});
