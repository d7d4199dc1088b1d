import { Body, Controller, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { NEW_SERVER_EXAMPLES, SERVER_CHANGE_EXAMPLES } from './server.examples.js';
import { NewServerInput, ServerChangeInput } from './server.input.js';
import { ServerService } from './server.service.js';
import { ServerCheckView, ServerPage, ServerView } from './server.view.js';

@ApiTags('servers')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('servers')
export class ServersController {
  constructor(private readonly servers: ServerService) {}

  @Get()
  @ApiOperation({ summary: 'List the servers that tenants are placed on' })
  @ApiOkResponse({ type: ServerPage })
  async list(): Promise<ServerPage> {
    return { items: await this.servers.list(), nextCursor: null };
  }

  @Post()
  @ApiBody({ type: NewServerInput, examples: NEW_SERVER_EXAMPLES })
  @ApiOperation({
    summary: 'Add a server that tenants can be placed on',
    description: 'The URL is tried first; nothing is written down when it is refused.',
  })
  @ApiCreatedResponse({ type: ServerView })
  @ApiProblems('validation_failed', 'conflict', 'unknown_engine', 'engine_mismatch', 'database_missing')
  @ApiProblems('server_unreachable', 'server_sign_in_refused', 'server_tls_refused')
  @ApiProblems('server_rights_missing', 'server_too_old')
  add(@Body() input: NewServerInput): Promise<ServerView> {
    return this.servers.add(input);
  }

  @Get(':name')
  @ApiOperation({ summary: 'Get a server' })
  @ApiOkResponse({ type: ServerView })
  @ApiProblems('not_found')
  get(@Param('name') name: string): Promise<ServerView> {
    return this.servers.get(name);
  }

  @Patch(':name')
  @ApiBody({ type: ServerChangeInput, examples: SERVER_CHANGE_EXAMPLES })
  @ApiOperation({
    summary: 'Change its region, capacity, weight or status, or how it is reached',
    description: 'Behind another URL the stores of its tenants must be found.',
  })
  @ApiOkResponse({ type: ServerView })
  @ApiProblems('validation_failed', 'not_found', 'version_conflict', 'server_in_use')
  @ApiProblems('unknown_engine', 'engine_mismatch', 'database_missing', 'store_unmarked', 'store_taken')
  @ApiProblems('server_unreachable', 'server_sign_in_refused', 'server_tls_refused')
  @ApiProblems('server_rights_missing', 'server_too_old')
  update(@Param('name') name: string, @Body() input: ServerChangeInput): Promise<ServerView> {
    return this.servers.update(name, input);
  }

  @Get(':name/check')
  @ApiOperation({
    summary: 'How a server is: reachable, version, latency, limits, tenants, schemas, warnings',
    description: 'A server that can not be reached is an answer, with `reachable: false` and a `code`.',
  })
  @ApiOkResponse({ type: ServerCheckView })
  @ApiProblems('not_found')
  check(@Param('name') name: string): Promise<ServerCheckView> {
    return this.servers.check(name);
  }
}
