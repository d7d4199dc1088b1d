import { DomainError } from '../../kernel/errors.js';

/** The tenant already sells; sample rows among real ones could never be told apart again. */
export class AlreadySeededError extends DomainError {
  readonly code = 'already_seeded';
  constructor(tenant: string) {
    super(
      `"${tenant}" is in use. Only a tenant without customers, products and journal entries is seeded. ` +
        'Nothing was changed.',
    );
  }
}

/** Somebody asked to stop, and the transaction was rolled back. */
export class SeedStoppedError extends DomainError {
  readonly code = 'interrupted';
  constructor() {
    super('Stopped. Nothing was changed.');
  }
}

/** The sample's files didn't come with the program. */
export class SampleMissingError extends DomainError {
  readonly code = 'sample_missing';
  constructor(path: string) {
    super(`The sample file ${path} is missing. Run the command inside the project's folder tree.`);
  }
}
