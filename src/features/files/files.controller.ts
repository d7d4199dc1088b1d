import { Controller, Get, Header, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  type Access,
  CurrentUser,
  ForbiddenError,
  FormParts,
  type FormPart,
  IdPipe,
  Operation,
  Plane,
  type Principal,
  rolesFor,
  TakesUpload,
} from '../platform.js';
import { FILE_AREAS, type FileArea, isPicture } from './file-areas.js';
import { disposition } from './file-name.js';
import { FileDto, FileUploadDto } from './file.dto.js';
import { FileService } from './file.service.js';
import { sentFile } from './sent-form.js';

@ApiTags('Files')
@Plane('tenant')
@Controller('files')
export class FilesController {
  constructor(private readonly files: FileService) {}

  @Post()
  @TakesUpload()
  @Operation({
    summary: 'Upload a file, for something to name its id',
    answers: FileDto,
    status: 201,
    refuses: ['validation_failed', 'payload_too_large', 'file_type_not_allowed', 'forbidden'],
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: FileUploadDto })
  async upload(
    @FormParts() parts: AsyncIterable<FormPart>,
    @CurrentUser() user: Principal,
  ): Promise<FileDto> {
    const sent = await sentFile(parts, (area) => assertRight(user, area, 'write'));
    try {
      return new FileDto(await this.files.keep(sent));
    } finally {
      await sent.file.remove();
    }
  }

  /** What people have sent is shown in no page: not as part of one, and with nothing that runs. */
  @Get(':id')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @Header('Cache-Control', 'private, no-store')
  @Operation({
    summary: 'The content of a file; whoever may see what it belongs to may see it',
    answers: 'application/octet-stream',
    refuses: ['not_found', 'forbidden'],
  })
  async content(@Param('id', IdPipe) id: string, @CurrentUser() user: Principal): Promise<StreamableFile> {
    const file = await this.files.get(id);
    assertRight(user, file.area, 'read');
    return new StreamableFile(await this.files.read(file), {
      type: file.type,
      disposition: disposition(isPicture(file.type) ? 'inline' : 'attachment', file.name),
      length: file.bytes,
    });
  }
}

/** Throws ForbiddenError. */
function assertRight({ role }: Principal, area: FileArea, access: Access): void {
  const allowed: readonly string[] = rolesFor(FILE_AREAS[area].of, access);
  if (allowed.includes(role)) return;
  throw new ForbiddenError(`Your role (${role}) does not allow this. Allowed: ${allowed.join(', ')}.`);
}
