import { TenancyError } from '@tenantry/nest';
import { ConfigError } from '../config/config.js';
import { DomainError } from '../kernel/errors.js';

const ADVICE: Record<string, string> = {
  EADDRINUSE: 'Another program listens there already. Set PORT to a free one, or stop it.',
  EACCES: 'This user may not listen there. Set PORT to 1024 or more.',
  EADDRNOTAVAIL: 'This machine has no such address. Check HOST.',
};

/** Why the program didn't start, for the person who started it. Only faults of the program show their stack. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const advice = 'code' in error && typeof error.code === 'string' ? ADVICE[error.code] : undefined;
  if (advice !== undefined) return `${error.message}\n${advice}`;
  const meant = [TenancyError, DomainError, ConfigError].some((kind) => error instanceof kind);
  return meant ? error.message : (error.stack ?? error.message);
}
