import { Logger } from '@nestjs/common';

/**
 * Logs promises that fail with nobody waiting for them, where Node would end the process. TypeORM leaves one
 * behind for each lazy relation that fails, even when the caller catches: one tenant's broken row must not
 * take the program from all others.
 */
export function surviveStrayRejections(): void {
  const logger = new Logger('StrayRejection');
  process.on('unhandledRejection', (reason) => {
    logger.error({ err: reason }, 'A promise failed and nobody was waiting for it.');
  });
}
