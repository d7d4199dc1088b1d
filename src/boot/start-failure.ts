import { ControlDatabaseUnavailableError, TenancyError } from '@tenantry/nest';
import { withoutCredentials } from '@tenantry/nest/operator';
import { ConfigError } from '../config/config.js';
import { DomainError } from '../kernel/errors.js';

const ADVICE: Record<string, string> = {
  EADDRINUSE: 'Another program listens there already. Set PORT to a free one, or stop it.',
  EACCES: 'This user may not listen there. Set PORT to 1024 or more.',
  EADDRNOTAVAIL: 'This machine has no such address. Check HOST.',
};

/** What the driver said is the only thing that tells a wrong password from a server that is down. */
export function controlDatabaseAway({ message, cause }: ControlDatabaseUnavailableError): string {
  // Not `instanceof Error`: a driver's errors may come from another realm.
  const told = (cause as { message?: unknown } | undefined)?.message;
  const reason = typeof told === 'string' ? ` (${withoutCredentials(told)})` : '';
  return `${message}${reason}\nStart the server that DEFAULT_DATABASE_URL names, or correct the URL.`;
}

/** Why the program didn't start, for the person who started it. Only faults of the program show their stack. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const advice = 'code' in error && typeof error.code === 'string' ? ADVICE[error.code] : undefined;
  if (advice !== undefined) return `${error.message}\n${advice}`;
  if (error instanceof ControlDatabaseUnavailableError) return controlDatabaseAway(error);
  const meant = [TenancyError, DomainError, ConfigError].some((kind) => error instanceof kind);
  return meant ? error.message : (error.stack ?? error.message);
}
