import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../../kernel/docs/operation.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { PeopleService } from './people.service.js';
import { DirectoryQuery, PeoplePage } from './person.view.js';

@ApiTags('directory')
@Plane('admin')
@Controller('directory')
export class DirectoryController {
  constructor(private readonly people: PeopleService) {}

  @Get()
  @Operation({
    summary: 'Which companies an e-mail address belongs to',
    description: 'With role, and whether they may sign in. For helping who can’t get in.',
    answers: PeoplePage,
    refuses: ['validation_failed'],
  })
  async find(@Query() { email }: DirectoryQuery): Promise<PeoplePage> {
    return { items: await this.people.find(email) };
  }
}
