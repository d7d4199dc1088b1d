import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsLine, Operation, PageQuery, Permission, Plane } from '../../../src/features/platform.js';
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
@Permission('sales', 'read')
@Plane('tenant')
@Controller('notes')
export class NoteController {
  constructor(private readonly notes: NoteService) {}

  @Get()
  @Operation({ summary: 'List notes', answers: NotePage, refuses: ['validation_failed'] })
  async list(@Query() query: PageQuery): Promise<NotePage> {
    const { items, nextCursor } = await this.notes.list(query);
    return { items: items.map(({ id, title }) => ({ id, title })), nextCursor };
  }

  @Post()
  @Operation({
    summary: 'Write a note down',
    may: ['sales', 'write'],
    answers: NoteDto,
    status: 201,
    refuses: ['validation_failed'],
  })
  async create(@Body() input: NoteInput): Promise<NoteDto> {
    const { id, title } = await this.notes.create(input.title);
    return { id, title };
  }
}
