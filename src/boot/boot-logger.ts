import { ConsoleLogger } from '@nestjs/common';

/** What Nest prints by itself before it hands an error on; whoever starts the program prints it for people. */
const TOLD_LATER = 'ExceptionHandler';

/** Until the program is wired its logger isn't: what goes wrong before is said in plain text. */
export class BootLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'] });
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== TOLD_LATER) super.error(message, ...(rest as [string]));
  }
}
