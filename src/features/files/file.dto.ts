import { ApiProperty } from '@nestjs/swagger';
import { FILE_AREA_NAMES, type FileArea } from './file-areas.js';
import type { StoredFile } from './stored-file.entity.js';

/** The form of an upload. */
export class FileUploadDto {
  @ApiProperty({ type: 'string', format: 'binary' })
  file: unknown;

  /** What the file is for: it says which types and sizes are taken, and who may see it. */
  @ApiProperty({ enum: FILE_AREA_NAMES, example: 'logo' })
  area: FileArea;
}

export class FileDto {
  id: string;
  /** @example "logo.png" */
  name: string;
  /** The media type of the content. @example "image/png" */
  type: string;
  /** @example 20480 */
  bytes: number;
  /** In hexadecimal. */
  sha256: string;

  constructor({ id, name, type, bytes, sha256 }: StoredFile) {
    Object.assign(this, { id, name, type, bytes, sha256 });
  }
}
