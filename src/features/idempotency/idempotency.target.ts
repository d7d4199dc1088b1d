import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';

/** In characters; what is longer names nothing that exists, but must get to the handler's own answer. */
const LONGEST = 300;

type Target = Pick<FastifyRequest, 'params'> & { readonly routeOptions: { readonly url?: string } };

/**
 * What a request is carried out on: its route with the ids that the handler will read. The path as it came has many
 * spellings (upper case, %-encoding), and each would be a payment of its own.
 */
export function targetOf({ routeOptions, params }: Target): string {
  const values = params as Record<string, string | undefined>;
  const path = (routeOptions.url ?? '').replaceAll(/:(\w+)/g, (_, name: string) =>
    spelled(values[name] ?? ''),
  );
  return path.slice(0, LONGEST);
}

/** As the pipes of the handlers read it. */
function spelled(value: string): string {
  if (isUUID(value)) return value.toLowerCase();
  return encodeURIComponent(/^-?\d{1,15}$/.test(value) ? String(Number(value)) : value.toWellFormed());
}
