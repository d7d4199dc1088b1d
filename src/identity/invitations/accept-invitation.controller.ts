import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { SignedIn } from '../auth/auth.dto.js';
import { SignInService } from '../auth/sign-in.service.js';
import { AccountFollowers } from '../users/account-followers.js';
import { AcceptInvitation } from './accept-invitation.js';
import { AcceptInvitationInput } from './invitation.dto.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('invitations')
@Plane('tenant')
@Public()
@Controller('invitations/accept')
export class AcceptInvitationController {
  constructor(
    private readonly invitation: AcceptInvitation,
    private readonly followers: AccountFollowers,
    private readonly signIn: SignInService,
  ) {}

  @Post()
  @Operation({
    summary: 'Accept an invitation',
    description: 'Makes the user and signs in.',
    answers: SignedIn,
    refuses: ['validation_failed', 'plan_limit_reached', 'conflict', 'invitation_invalid'],
  })
  async accept(@Body() input: AcceptInvitationInput): Promise<SignedIn> {
    const user = await this.invitation.accept(input);
    await this.followers.changed(user);
    return this.signIn.open(user);
  }
}
