import { applyDecorators, Post } from '@nestjs/common';
import { IsBoolean, IsOptional } from 'class-validator';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Flag, Operation, TakesCsv } from '../../platform.js';
import { Idempotent } from '../../idempotency/index.js';
import { MAX_ROWS } from './csv-size.js';

/** What an import did. */
export class ImportDto {
  /**
   * How many rows were stored, new ones and changed ones.
   * @example 2
   */
  imported: number;

  /**
   * How many of them were there already.
   * @example 1
   */
  updated?: number;

  /** Nothing was stored: it was only asked whether it would be. */
  dryRun?: true;
}

export class ImportQuery {
  /** Looks through the whole file and stores nothing: what is wrong is answered as by the import itself. */
  @Flag()
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;
}

/** Whoever names a code or sku that is there changes that row. */
export const imported = (rows: number, updated: number, { dryRun }: ImportQuery): ImportDto => ({
  imported: rows,
  ...(updated > 0 && { updated }),
  ...(dryRun === true && { dryRun }),
});

const RULES = `The body is the file: \`Content-Type: text/csv\`, UTF-8 with or without a byte order mark, at most
${MAX_ROWS} rows and 4 MiB. The first row names the columns, in any order. Cells are parted by commas, or by
semicolons where the header has no comma. A row whose code or sku is there changes it, and an empty cell empties the
field then; of a new row it is a field left out. Files that the list was exported to are taken as they are: ids, times
and sums in them are not read. All rows are checked first, by the rules of the JSON API. When one is wrong nothing is
stored, and \`errors\` names row and column of each problem, in that order; the header is row 1. \`dryRun=true\` looks
through the file and stores nothing.`;

interface ImportText {
  readonly summary: string;
  /** The beginning of a file. */
  readonly example: string;
}

/** `POST import`: a file whose rows are stored all or not at all. */
export const ImportPost = ({ summary, example }: ImportText): MethodDecorator =>
  applyDecorators(
    Post('import'),
    TakesCsv(),
    Idempotent(),
    ApiConsumes('text/csv'),
    ApiBody({ schema: { type: 'string', example } }),
    Operation({
      summary,
      description: RULES,
      answers: ImportDto,
      refuses: ['bad_request', 'validation_failed', 'payload_too_large', 'unsupported_media_type'],
    }) as MethodDecorator,
  );
