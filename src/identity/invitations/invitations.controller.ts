import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '../../kernel/clock/clock.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Permission } from '../../kernel/rights/permission.decorator.js';
import { WholeCompany } from '../../kernel/rights/whole-company.decorator.js';
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
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('invitations')
@Plane('tenant')
@Permission('users', 'write')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation({
    summary: 'List invitations, newest first',
    answers: InvitationPage,
    refuses: ['validation_failed'],
  })
  @WholeCompany()
  async list(@Query() query: InvitationQuery): Promise<InvitationPage> {
    const { items, nextCursor } = await this.invitations.list(query);
    return { items: items.map((invitation) => this.view(invitation)), nextCursor };
  }

  @Post()
  @Operation({
    summary: 'Invite somebody',
    description: 'Mails a link that is good for 7 days. The limit of users counts when it is accepted.',
    answers: InvitationView,
    status: 201,
    refuses: ['validation_failed', 'conflict'],
  })
  async create(@Body() input: NewInvitationInput, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.create(input, by));
  }

  @Get(':id')
  @Operation({
    summary: 'Get an invitation',
    answers: InvitationView,
    refuses: ['not_found', 'location_forbidden'],
  })
  async get(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.show(id, by));
  }

  @Post(':id/resend')
  @Operation({
    summary: 'Mail a new link',
    description: 'The link before is no longer good.',
    answers: InvitationView,
    refuses: ['not_found', 'conflict'],
  })
  async resend(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.resend(id, by));
  }

  @Post(':id/revoke')
  @Operation({
    summary: 'Take an invitation back',
    answers: InvitationView,
    refuses: ['not_found', 'conflict'],
  })
  async revoke(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<InvitationView> {
    return this.view(await this.invitations.revoke(id, by));
  }

  @Delete(':id')
  @Operation({
    summary: 'Take an invitation back',
    description: 'The same as `revoke`.',
    refuses: ['not_found', 'conflict'],
  })
  async remove(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<void> {
    await this.invitations.revoke(id, by);
  }

  private view(invitation: Invitation): InvitationView {
    return invitationView(invitation, this.clock.now());
  }
}
