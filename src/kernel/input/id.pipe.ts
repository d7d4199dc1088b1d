import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NotFoundError } from '../errors.js';

/** An id in a path. What can't be an id names nothing, and never gets to a database that would refuse it. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isUUID(id)) throw new NotFoundError('row', id.slice(0, 60));
    return id.toLowerCase();
  }
}
