import { FleetMigration } from '@tenantry/nest/operator';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { ServerService } from '../servers/server.service.js';
import { ConnectionInput } from '../connection/connection.input.js';
import { ConnectionService } from '../connection/connection.service.js';
import { OperationService } from './operation.service.js';
import { OperationView } from './operation.view.js';
import { NewTenantInput, TenantChangeInput, TenantQuery, WaitQuery } from './tenant.input.js';
import { CONNECTION_EXAMPLES, NEW_TENANT_EXAMPLES, TENANT_CHANGE_EXAMPLES } from './tenant.examples.js';
import { TenantService } from './tenant.service.js';
import { ConnectionView, NewTenantView, TenantPage, TenantView } from '../connection/tenant.view.js';

@ApiTags('tenants')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantService,
    private readonly operations: OperationService,
    private readonly connections: ConnectionService,
    private readonly fleet: FleetMigration,
    private readonly servers: ServerService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List tenants', description: '`sort` is one of slug, name, createdAt.' })
  @ApiOkResponse({ type: TenantPage })
  @ApiProblems('validation_failed')
  list(@Query() query: TenantQuery): Promise<TenantPage> {
    return this.tenants.list(query);
  }

  @Post()
  @ApiBody({ type: NewTenantInput, examples: NEW_TENANT_EXAMPLES })
  @ApiOperation({
    summary: 'Create a tenant',
    description:
      'Answers 202 with the operation at once; with `?wait=true` 201 with the tenant when it is active.',
  })
  @ApiAcceptedResponse({ type: OperationView })
  @ApiCreatedResponse({ type: NewTenantView, description: 'With `?wait=true`' })
  @ApiProblems('validation_failed', 'conflict', 'plan_limit_reached', 'tenant_database_unavailable')
  @ApiProblems('store_not_empty', 'store_taken', 'store_unmarked', 'store_is_control', 'no_server_available')
  @ApiProblems('unknown_engine', 'engine_mismatch', 'database_missing', 'server_rights_missing')
  @ApiProblems('server_unreachable', 'server_sign_in_refused', 'server_tls_refused', 'server_too_old')
  @ApiProblems('isolation_not_possible', 'store_is_servers', 'store_rights_missing', 'connection_fixed')
  @ApiProblems('unknown_reference')
  async create(
    @Body() input: NewTenantInput,
    @Query() { wait }: WaitQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OperationView | NewTenantView> {
    const { tenant, operationId } = await this.tenants.create(input);
    reply.header('location', wait ? `/api/tenants/${tenant.slug}` : `/api/operations/${operationId}`);
    if (!wait) {
      reply.code(202);
      return this.operations.get(operationId);
    }
    const invitationUrl = (await this.operations.wait(operationId)).get('invitationUrl');
    const made = await this.tenants.get(tenant.slug);
    const warnings = await this.servers.warningsFor(made);
    return Object.assign(made, warnings.length > 0 && { warnings }, invitationUrl && { invitationUrl });
  }

  @Get(':slug')
  @ApiOperation({ summary: 'Get a tenant' })
  @ApiOkResponse({ type: TenantView })
  @ApiProblems('tenant_not_found')
  get(@Param('slug') slug: string): Promise<TenantView> {
    return this.tenants.get(slug);
  }

  @Patch(':slug')
  @ApiBody({ type: TenantChangeInput, examples: TENANT_CHANGE_EXAMPLES })
  @ApiOperation({ summary: 'Change name, limits, plan or the administrator’s e-mail' })
  @ApiOkResponse({ type: TenantView })
  @ApiProblems('validation_failed', 'tenant_not_found', 'version_conflict', 'unknown_reference')
  update(@Param('slug') slug: string, @Body() input: TenantChangeInput): Promise<TenantView> {
    return this.tenants.update(slug, input);
  }

  @Post(':slug/suspend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse all its requests until it is resumed' })
  @ApiOkResponse({ type: TenantView })
  @ApiProblems('tenant_not_found', 'conflict')
  suspend(@Param('slug') slug: string): Promise<TenantView> {
    return this.tenants.suspend(slug);
  }

  @Post(':slug/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a suspended tenant work again' })
  @ApiOkResponse({ type: TenantView })
  @ApiProblems('tenant_not_found', 'conflict')
  resume(@Param('slug') slug: string): Promise<TenantView> {
    return this.tenants.resume(slug);
  }

  @Post(':slug/migrate')
  @ApiOperation({
    summary: 'Bring its store to the newest schema',
    description: 'Answers 202 with the operation at once; with `?wait=true` 200 when it is done.',
  })
  @ApiAcceptedResponse({ type: OperationView })
  @ApiOkResponse({ type: OperationView, description: 'With `?wait=true`' })
  @ApiProblems('tenant_not_found', 'conflict', 'tenant_database_unavailable')
  async migrate(
    @Param('slug') slug: string,
    @Query() { wait }: WaitQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OperationView> {
    const id = await this.fleet.start(slug);
    if (wait) await this.operations.wait(id);
    reply.code(wait ? 200 : 202);
    return this.operations.get(id);
  }

  @Get(':slug/connection')
  @ApiOperation({ summary: 'Where its store is, and whether it can be reached' })
  @ApiOkResponse({ type: ConnectionView })
  @ApiProblems('tenant_not_found')
  connection(@Param('slug') slug: string): Promise<ConnectionView> {
    return this.connections.get(slug);
  }

  @Put(':slug/connection')
  @ApiBody({ type: ConnectionInput, examples: CONNECTION_EXAMPLES })
  @ApiOperation({
    summary: 'Lead it to another place where its store already is',
    description:
      'For a store that was copied, or that got another address, user or password. It is tried first, and has to carry the marker of this tenant: a change never begins with an empty store. New work goes there within a second, running work ends where it is. Suspend the tenant while you copy.',
  })
  @ApiOkResponse({ type: ConnectionView })
  @ApiProblems('validation_failed', 'tenant_not_found', 'conflict', 'version_conflict', 'region_mismatch')
  @ApiProblems('store_unmarked', 'store_taken', 'store_is_control', 'store_is_servers', 'connection_fixed')
  @ApiProblems('unknown_engine', 'engine_mismatch', 'database_missing', 'server_rights_missing')
  @ApiProblems('server_unreachable', 'server_sign_in_refused', 'server_tls_refused', 'server_too_old')
  @ApiProblems('store_rights_missing')
  changeConnection(@Param('slug') slug: string, @Body() input: ConnectionInput): Promise<ConnectionView> {
    return this.connections.change(slug, input);
  }
}
