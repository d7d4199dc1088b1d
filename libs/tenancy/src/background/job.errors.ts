import { TenancyError } from '../tenancy.errors.js';

/** No job has this id: it has ended well, or never was. */
export class JobNotFoundError extends TenancyError {
  readonly code = 'not_found';
  constructor(id: string) {
    super(`There is no job "${id}". Jobs that have ended well are gone.`);
  }
}

/** Only a dead letter is retried by hand, and not while another job has its key. */
export class JobStateError extends TenancyError {
  readonly code = 'conflict';
}

/** The job is none of this program's, or was added for the wrong scope. */
export class InvalidJobError extends TenancyError {
  readonly code = 'job_failed';
}
