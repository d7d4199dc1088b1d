import { HostResolver, type HostResolverOptions } from './host.resolver.js';
import { PathResolver } from './path.resolver.js';
import type { RequestResolver } from './request.resolver.js';
import { TokenResolver, type TokenResolverOptions } from './token.resolver.js';

/** How requests name their tenant. */
export interface ResolutionOptions {
  /** Lets a bearer token name the tenant on the platform's own host. Default: none does. */
  readonly token?: TokenResolverOptions;
  /**
   * The resolvers in the order of their rank. Default: `defaultResolvers(options)`, which can be a part of it:
   * `[...defaultResolvers(options), new HeaderResolver({ trustProxy })]`.
   */
  readonly chain?: readonly RequestResolver[];
}

/** Host, then path, then token where a reader of tokens is given. */
export function defaultResolvers(
  options: HostResolverOptions & { readonly resolution?: ResolutionOptions },
): RequestResolver[] {
  const { token } = options.resolution ?? {};
  return [new HostResolver(options), new PathResolver(), ...(token ? [new TokenResolver(token)] : [])];
}
