import { DomainError } from '../platform.js';
import { FILE_AREAS, type FileArea } from './file-areas.js';

/** The content is of a type that isn't taken, whatever its name says. */
export class FileTypeNotAllowedError extends DomainError {
  readonly code = 'file_type_not_allowed';
  constructor(area: FileArea, found: string | undefined) {
    const allowed = FILE_AREAS[area].types.join(', ');
    super(`The content of this file is ${found ?? 'of no known type'}. Taken for ${area}: ${allowed}.`);
  }
}
