import { FleetMigration } from '@tenantry/nest/operator';
import { Body, Controller, Get, Param, Patch, Post, Put, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('tenants')
@Plane('admin')
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
  @Operation({
    summary: 'List tenants',
    description: '`sort` is one of slug, name, createdAt.',
    answers: TenantPage,
    refuses: ['validation_failed'],
  })
  list(@Query() query: TenantQuery): Promise<TenantPage> {
    return this.tenants.list(query);
  }

  @Post()
  @Operation<OperationView | NewTenantView>({
    summary: 'Create a tenant',
    description:
      'Answers 202 with the operation at once; with `?wait=true` 201 with the tenant when it is active.',
    answers: OperationView,
    status: 202,
    examples: NEW_TENANT_EXAMPLES,
    refuses: [
      'validation_failed',
      'conflict',
      'plan_limit_reached',
      'tenant_database_unavailable',
      'store_not_empty',
      'store_taken',
      'store_unmarked',
      'store_is_control',
      'no_server_available',
      'unknown_engine',
      'engine_mismatch',
      'database_missing',
      'server_rights_missing',
      'server_unreachable',
      'server_sign_in_refused',
      'server_tls_refused',
      'server_too_old',
      'isolation_not_possible',
      'store_is_servers',
      'store_rights_missing',
      'connection_fixed',
      'unknown_reference',
    ],
  })
  @ApiCreatedResponse({ type: NewTenantView, description: 'With `?wait=true`' })
  async create(
    @Body() input: NewTenantInput,
    @Query() { wait }: WaitQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OperationView | NewTenantView> {
    const { tenant, operationId } = await this.tenants.create(input);
    reply.header('location', wait ? `/api/tenants/${tenant.slug}` : `/api/operations/${operationId}`);
    if (!wait) return this.operations.get(operationId);
    reply.code(201);
    const invitationUrl = (await this.operations.wait(operationId)).get('invitationUrl');
    const made = await this.tenants.get(tenant.slug);
    const warnings = await this.servers.warningsFor(made);
    return Object.assign(made, warnings.length > 0 && { warnings }, invitationUrl && { invitationUrl });
  }

  @Get(':slug')
  @Operation({ summary: 'Get a tenant', answers: TenantView, refuses: ['tenant_not_found'] })
  get(@Param('slug') slug: string): Promise<TenantView> {
    return this.tenants.get(slug);
  }

  @Patch(':slug')
  @Operation({
    summary: 'Change name, limits, plan or the administrator’s e-mail',
    answers: TenantView,
    examples: TENANT_CHANGE_EXAMPLES,
    refuses: ['validation_failed', 'tenant_not_found', 'version_conflict', 'unknown_reference'],
  })
  update(@Param('slug') slug: string, @Body() input: TenantChangeInput): Promise<TenantView> {
    return this.tenants.update(slug, input);
  }

  @Post(':slug/suspend')
  @Operation({
    summary: 'Refuse all its requests until it is resumed',
    answers: TenantView,
    refuses: ['tenant_not_found', 'conflict'],
  })
  suspend(@Param('slug') slug: string): Promise<TenantView> {
    return this.tenants.suspend(slug);
  }

  @Post(':slug/resume')
  @Operation({
    summary: 'Let a suspended tenant work again',
    answers: TenantView,
    refuses: ['tenant_not_found', 'conflict'],
  })
  resume(@Param('slug') slug: string): Promise<TenantView> {
    return this.tenants.resume(slug);
  }

  @Post(':slug/migrate')
  @Operation({
    summary: 'Bring its store to the newest schema',
    description: 'Answers 202 with the operation at once; with `?wait=true` 200 when it is done.',
    answers: OperationView,
    status: 202,
    refuses: ['tenant_not_found', 'conflict', 'tenant_database_unavailable'],
  })
  @ApiOkResponse({ type: OperationView, description: 'With `?wait=true`' })
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
  @Operation({
    summary: 'Where its store is, and whether it can be reached',
    answers: ConnectionView,
    refuses: ['tenant_not_found'],
  })
  connection(@Param('slug') slug: string): Promise<ConnectionView> {
    return this.connections.get(slug);
  }

  @Put(':slug/connection')
  @Operation({
    summary: 'Lead it to another place where its store already is',
    description:
      'For a store that was copied, or that got another address, user or password. It is tried first, and has to carry the marker of this tenant: a change never begins with an empty store. New work goes there within a second, running work ends where it is. Suspend the tenant while you copy.',
    answers: ConnectionView,
    examples: CONNECTION_EXAMPLES,
    refuses: [
      'validation_failed',
      'tenant_not_found',
      'conflict',
      'version_conflict',
      'region_mismatch',
      'store_unmarked',
      'store_taken',
      'store_is_control',
      'store_is_servers',
      'connection_fixed',
      'unknown_engine',
      'engine_mismatch',
      'database_missing',
      'server_rights_missing',
      'server_unreachable',
      'server_sign_in_refused',
      'server_tls_refused',
      'server_too_old',
      'store_rights_missing',
    ],
  })
  changeConnection(@Param('slug') slug: string, @Body() input: ConnectionInput): Promise<ConnectionView> {
    return this.connections.change(slug, input);
  }
}
