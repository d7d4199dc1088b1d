import { pathAndQuery, type RequestHead, type RequestResolver, type Resolution } from './request.resolver.js';

/** How a token names a tenant. */
export interface TokenResolverOptions {
  /**
   * The id of the tenant that a bearer token names; undefined where it names none. It must verify the token's
   * signature before it believes the claim. Whether the token has expired is for the guard to say, which then
   * answers 401 and not 404. Synchronous; it doesn't throw.
   */
  readonly tenantOf: (token: string) => string | undefined;
  /** Whether a token may lead a request with this path into its tenant. Default: every path. */
  readonly leads?: (path: string) => boolean;
}

const BEARER = /^bearer\s+(\S+)/i;

/** Names a tenant by the bearer token of a request that nothing else has named a tenant for. */
export class TokenResolver implements RequestResolver {
  readonly #tenantOf: NonNullable<TokenResolverOptions['tenantOf']>;
  readonly #leads: NonNullable<TokenResolverOptions['leads']>;

  constructor({ tenantOf, leads = () => true }: TokenResolverOptions) {
    this.#tenantOf = tenantOf;
    this.#leads = leads;
  }

  resolve(request: RequestHead): Resolution | undefined {
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined || !this.#leads(pathOf(request))) return undefined;
    const id = this.#tenantOf(token);
    return id === undefined ? undefined : { target: { kind: 'id', id } };
  }
}

const pathOf = (request: RequestHead): string => pathAndQuery(request).split(/[?#]/, 1)[0] ?? '/';
