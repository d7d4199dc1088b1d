import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, IsLine, PageQuery, Permission, Plane } from '../../../src/features/platform.js';
import { NoteService } from './note.service.js';

class NoteInput {
  /** @example "Call the bank" */
  @IsLine(200)
  title: string;
}

class NoteDto extends NoteInput {
  id: string;
}

class NotePage {
  items: NoteDto[];
  nextCursor: string | null;
}

@ApiTags('Notes')
@ApiBearerAuth()
@Plane('tenant')
@Controller('notes')
export class NoteController {
  constructor(private readonly notes: NoteService) {}

  @Get()
  @Permission('sales', 'read')
  @ApiOperation({ summary: 'List notes' })
  @ApiOkResponse({ type: NotePage })
  @ApiProblems('validation_failed')
  async list(@Query() query: PageQuery): Promise<NotePage> {
    const { items, nextCursor } = await this.notes.list(query);
    return { items: items.map(({ id, title }) => ({ id, title })), nextCursor };
  }

  @Post()
  @Permission('sales', 'write')
  @ApiOperation({ summary: 'Write a note down' })
  @ApiCreatedResponse({ type: NoteDto })
  @ApiProblems('validation_failed')
  async create(@Body() input: NoteInput): Promise<NoteDto> {
    const { id, title } = await this.notes.create(input.title);
    return { id, title };
  }
}
