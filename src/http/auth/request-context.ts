import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';

type SignedInRequest = FastifyRequest & { user?: Principal };

/** The request that the running code belongs to, for what needs to know who asks (the audit log). */
@Injectable()
export class RequestContext implements OnModuleInit {
  private readonly storage = new AsyncLocalStorage<SignedInRequest>();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // The command line runs the same modules without HTTP.
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance | undefined>();
    fastify?.addHook('onRequest', (request, _reply, done) => this.storage.run(request, done));
  }

  /** The signed-in person; undefined outside a request and on public routes. */
  user(): Principal | undefined {
    return this.storage.getStore()?.user;
  }

  requestId(): string | undefined {
    return this.storage.getStore()?.id;
  }
}
