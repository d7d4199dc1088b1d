import { ControlDatabaseUnavailableError, TenancyError } from '@tenantry/nest';
import { withoutCredentials } from '@tenantry/nest/operator';
import { CommanderError } from 'commander';
import { ConfigError } from '../../config/config.js';
import { controlDatabaseAway } from '../../boot/start-failure.js';
import { DomainError, type FieldProblem } from '../../kernel/errors.js';
import { statusOf } from '../../kernel/problem/problem.statuses.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** What `--json` prints on stderr. */
export interface CliProblem {
  code: string;
  message: string;
  errors?: readonly FieldProblem[];
}

export function problemOf(error: unknown): CliProblem {
  // A driver's message may quote the URL it was given; nobody needs the password in it.
  const message = withoutCredentials(messageOf(error));
  if (error instanceof CommanderError) return { code: 'usage', message: message.replace(/^error: /, '') };
  if (error instanceof DomainError || error instanceof TenancyError) {
    const { errors } = error as { errors?: readonly FieldProblem[] };
    return { code: error.code, message, ...(errors && { errors }) };
  }
  return { code: error instanceof ConfigError ? 'invalid_settings' : 'internal_error', message };
}

function messageOf(error: unknown): string {
  if (error instanceof ControlDatabaseUnavailableError) return controlDatabaseAway(error);
  return error instanceof Error ? error.message : String(error);
}

/** What HTTP would answer with 4xx is refused; what it would answer with 5xx has failed. */
export function exitCodeOf(error: unknown): ExitCode {
  const { code } = problemOf(error);
  if (code === 'usage') return EXIT.usage;
  return statusOf(code) < 500 ? EXIT.refused : EXIT.failed;
}
