import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { TakesCsv } from '../../../http/body-limit.js';
import { ApiProblems } from '../../../http/docs/api-problems.decorator.js';
import { Idempotent } from '../../idempotency/idempotent.decorator.js';
import { MAX_ROWS } from './csv-size.js';

/** What an import did. */
export class ImportDto {
  /**
   * How many rows were stored.
   * @example 2
   */
  imported: number;
}

const RULES = `The body is the file: \`Content-Type: text/csv\`, UTF-8 with or without a byte order mark, at most
${MAX_ROWS} rows and 4 MiB. The first row names the columns, in any order. Cells are parted by commas, or by
semicolons where the header has no comma; an empty cell is a field left out. All rows are checked first, by the
rules of the JSON API. When one is wrong nothing is stored, and \`errors\` names row and column of each problem, in
that order; the header is row 1.`;

/** `POST import`: a file whose rows are stored all or not at all. */
export const ImportPost = ({ summary, example }: { summary: string; example: string }): MethodDecorator =>
  applyDecorators(
    Post('import'),
    HttpCode(200),
    TakesCsv(),
    Idempotent(),
    ApiOperation({ summary, description: RULES }),
    ApiConsumes('text/csv'),
    ApiBody({ schema: { type: 'string', example } }),
    ApiOkResponse({ type: ImportDto }),
    ApiProblems(
      'bad_request',
      'validation_failed',
      'conflict',
      'idempotency_key_reused',
      'payload_too_large',
      'unsupported_media_type',
    ),
  );
