import { DomainError } from '../kernel/errors.js';

/** A document that takes too long to lay out. */
export class DocumentTooLargeError extends DomainError {
  readonly code = 'document_too_large';
  constructor(seconds: number) {
    super(`This document could not be laid out as a PDF within ${seconds} s. Ask for a part of it.`);
  }
}
