import { Body, Controller, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { NEW_SERVER_EXAMPLES, SERVER_CHANGE_EXAMPLES } from './server.examples.js';
import { NewServerInput, ServerChangeInput } from './server.input.js';
import { ServerService } from './server.service.js';
import { ServerCheckView, ServerPage, ServerView } from './server.view.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';
import { CHANGE } from '../../kernel/docs/refusals.js';

@ApiTags('servers')
@Plane('admin')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('servers')
export class ServersController {
  constructor(private readonly servers: ServerService) {}

  @Get()
  @Operation({ summary: 'List the servers that tenants are placed on', answers: ServerPage })
  async list(): Promise<ServerPage> {
    return { items: await this.servers.list(), nextCursor: null };
  }

  @Post()
  @Operation({
    summary: 'Add a server that tenants can be placed on',
    description: 'The URL is tried first; nothing is written down when it is refused.',
    answers: ServerView,
    status: 201,
    examples: NEW_SERVER_EXAMPLES,
    refuses: [
      'validation_failed',
      'conflict',
      'unknown_engine',
      'engine_mismatch',
      'database_missing',
      'server_unreachable',
      'server_sign_in_refused',
      'server_tls_refused',
      'server_rights_missing',
      'server_too_old',
    ],
  })
  add(@Body() input: NewServerInput): Promise<ServerView> {
    return this.servers.add(input);
  }

  @Get(':name')
  @Operation({ summary: 'Get a server', answers: ServerView, refuses: ['not_found'] })
  get(@Param('name') name: string): Promise<ServerView> {
    return this.servers.get(name);
  }

  @Patch(':name')
  @Operation({
    summary: 'Change its region, capacity, weight or status, or how it is reached',
    description: 'Behind another URL the stores of its tenants must be found.',
    answers: ServerView,
    examples: SERVER_CHANGE_EXAMPLES,
    refuses: [
      ...CHANGE,
      'server_in_use',
      'unknown_engine',
      'engine_mismatch',
      'database_missing',
      'store_unmarked',
      'store_taken',
      'server_unreachable',
      'server_sign_in_refused',
      'server_tls_refused',
      'server_rights_missing',
      'server_too_old',
    ],
  })
  update(@Param('name') name: string, @Body() input: ServerChangeInput): Promise<ServerView> {
    return this.servers.update(name, input);
  }

  @Get(':name/check')
  @Operation({
    summary: 'How a server is: reachable, version, latency, limits, tenants, schemas, warnings',
    description: 'A server that can not be reached is an answer, with `reachable: false` and a `code`.',
    answers: ServerCheckView,
    refuses: ['not_found'],
  })
  check(@Param('name') name: string): Promise<ServerCheckView> {
    return this.servers.check(name);
  }
}
