import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { enterScope, type TenantScope } from '../context/tenant-context.js';
import type { HostTarget, TenantTarget } from '../resolution/host.js';
import { assertUsable } from '../resolution/tenant-resolver.js';
import { type BadHostError, TenantNotFoundError } from '../tenancy.errors.js';
import type { Tenancy } from '../tenancy.js';
import type { Tenant } from '../tenant.js';
import type { HostReader } from './host-reader.js';

/** Finds tenants by what a request names, whatever their status. */
export interface HostTenants {
  /** From memory, so that a request to a known tenant waits for nothing. */
  known(target: TenantTarget): Tenant | undefined;
  /** Throws TenantNotFoundError. */
  getTarget(target: TenantTarget): Promise<Tenant>;
}

export interface TenantHookOptions {
  readonly reader: HostReader;
  readonly tenants: HostTenants;
  readonly tenancy: Tenancy;
  /** Requests that are answered on any host and outside any tenant, such as health checks. */
  readonly skip?: (request: FastifyRequest) => boolean;
  /** Told once the tenant is known, before its status is looked at, and outside its scope. */
  readonly found?: (tenant: Tenant, request: FastifyRequest) => void;
}

type Done = (error?: Error) => void;

/** On the request itself, so that its end finds what its start has entered: a WeakMap costs the collector more. */
const STAY = Symbol('tenantry.stay');
type StayingRequest = FastifyRequest & { [STAY]?: RequestStay };

/**
 * Puts every request to a tenant's host into that tenant: around the rest of the request, from guards to the
 * last byte of the answer. Hosts of the platform itself get no tenant, other hosts get TenantNotFoundError.
 */
export function addTenantHook(fastify: FastifyInstance, options: TenantHookOptions): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (options.skip?.(request)) return done();
    const host = options.reader.read(request.raw);
    const refusal = refusalOf(host, request);
    if (refusal) return done(refusal);
    if (!namesTenant(host)) return done();
    const known = options.tenants.known(host);
    if (known) return enter(known, { request, reply, done }, options);
    options.tenants.getTarget(host).then(
      (tenant) => enter(tenant, { request, reply, done }, options),
      (error: Error) => done(error),
    );
  });
  fastify.addHook('onSend', (request: StayingRequest, _reply, _payload, done) => {
    request[STAY]?.handled();
    done();
  });
}

function refusalOf(host: HostTarget | BadHostError, request: FastifyRequest): Error | undefined {
  if (host instanceof Error) return host;
  return host.kind === 'unknown' ? new TenantNotFoundError(host.name ?? request.host) : undefined;
}

function namesTenant(host: HostTarget | BadHostError): host is TenantTarget {
  return 'kind' in host && (host.kind === 'tenant' || host.kind === 'domain' || host.kind === 'id');
}

interface Arrival {
  readonly request: StayingRequest;
  readonly reply: FastifyReply;
  readonly done: Done;
}

function enter(tenant: Tenant, arrival: Arrival, { tenancy, found }: TenantHookOptions): void {
  const { request, reply, done } = arrival;
  try {
    found?.(tenant, request);
    assertUsable(tenant, request.method);
  } catch (error) {
    return done(error as Error);
  }
  const scope = tenancy.enterable(tenant);
  request[STAY] = new RequestStay(scope, reply);
  enterScope(scope, done);
}

/**
 * Releases a request's scope once: when the answer is out or the client has gone, and the handler has ended.
 * Seen in Fastify: when the client goes away `onResponse` never comes, `close` comes while the handler is
 * still running, and the AsyncLocalStorage is empty there. Hence the closure, `close` and `onSend`.
 */
class RequestStay {
  #closed = false;
  #handled = false;

  constructor(
    private readonly scope: TenantScope,
    reply: FastifyReply,
  ) {
    if (reply.raw.destroyed) this.#closed = true;
    // An answer that was written past Fastify never comes by `onSend`; it has ended all the same.
    else reply.raw.once('close', () => this.#leave({ closed: true, handled: reply.raw.writableEnded }));
  }

  handled(): void {
    this.#leave({ handled: true });
  }

  #leave({ closed = false, handled = false }): void {
    this.#closed ||= closed;
    this.#handled ||= handled;
    if (this.#closed && this.#handled) this.scope.release();
  }
}
