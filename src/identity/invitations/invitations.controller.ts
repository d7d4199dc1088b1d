import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Clock } from '../../kernel/clock/clock.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Permission } from '../../kernel/rights/permission.decorator.js';
import { WholeCompany } from '../../kernel/rights/whole-company.decorator.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import {
  InvitationPage,
  InvitationQuery,
  InvitationView,
  invitationView,
  NewInvitationInput,
} from './invitation.dto.js';
import type { Invitation } from '../rows/invitation.entity.js';
import { InvitationService } from './invitation.service.js';

@ApiTags('invitations')
@ApiBearerAuth()
@Plane('tenant')
@Permission('users', 'write')
@ApiProblems('unauthenticated', 'forbidden', 'tenant_mismatch')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @WholeCompany()
  @ApiOperation({ summary: 'List invitations, newest first' })
  @ApiOkResponse({ type: InvitationPage })
  @ApiProblems('validation_failed')
  async list(@Query() query: InvitationQuery): Promise<InvitationPage> {
    const { items, nextCursor } = await this.invitations.list(query);
    return { items: items.map((invitation) => this.view(invitation)), nextCursor };
  }

  @Post()
  @ApiOperation({
    summary: 'Invite somebody',
    description: 'Mails a link that is good for 7 days. The limit of users counts when it is accepted.',
  })
  @ApiCreatedResponse({ type: InvitationView })
  @ApiProblems('validation_failed', 'conflict', 'too_many_requests')
  async create(@Body() input: NewInvitationInput, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.create(input, by));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an invitation' })
  @ApiOkResponse({ type: InvitationView })
  @ApiProblems('not_found', 'location_forbidden')
  async get(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.show(id, by));
  }

  @Post(':id/resend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mail a new link', description: 'The link before is no longer good.' })
  @ApiOkResponse({ type: InvitationView })
  @ApiProblems('not_found', 'conflict')
  async resend(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.resend(id, by));
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take an invitation back' })
  @ApiOkResponse({ type: InvitationView })
  @ApiProblems('not_found', 'conflict')
  async revoke(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.revoke(id, by));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({ summary: 'Take an invitation back', description: 'The same as `revoke`.' })
  @ApiProblems('not_found', 'conflict')
  async remove(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<void> {
    await this.invitations.revoke(id, by);
  }

  private view(invitation: Invitation): InvitationView {
    return invitationView(invitation, this.clock.now());
  }
}
