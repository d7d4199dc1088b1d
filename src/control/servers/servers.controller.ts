import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../http/docs/api-problems.decorator.js';
import { Plane } from '../../http/plane.decorator.js';
import { ServerService } from './server.service.js';
import { ServerPage } from './server.view.js';

@ApiTags('servers')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated')
@Controller('servers')
export class ServersController {
  constructor(private readonly servers: ServerService) {}

  @Get()
  @ApiOperation({ summary: 'List the servers that tenants are placed on' })
  @ApiOkResponse({ type: ServerPage })
  async list(): Promise<ServerPage> {
    return { items: await this.servers.list(), nextCursor: null };
  }
}
