import { Body, Controller, Ip, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE, LogoutInput, RefreshInput } from '../../http/sign-in/sign-in.dto.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { SignedIn } from '../auth/auth.dto.js';
import { CentralSessions } from './central-sessions.js';
import { CentralSignIn } from './central-sign-in.js';
import { CentralSignInInput, SeveralTenants, SignedInCentrally } from './central-sign-in.dto.js';
import type { Caller } from './tenant-by-token.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('auth')
@Plane('public')
@Public()
@Controller('auth')
export class CentralAuthController {
  constructor(
    private readonly central: CentralSignIn,
    private readonly sessions: CentralSessions,
  ) {}

  @Post('login')
  @Operation<SignedInCentrally | SeveralTenants>({
    summary: 'Sign in without knowing the address of your company',
    description: 'One company: its tokens and its address. Several: the list to choose from.',
    answers: [SignedInCentrally, SeveralTenants],
    refuses: ['validation_failed', 'unauthenticated'],
  })
  login(
    @Body() input: CentralSignInInput,
    @Ip() address: string,
  ): Promise<SignedInCentrally | SeveralTenants> {
    return this.central.open(input, address);
  }

  @Post('refresh')
  @Operation({
    summary: 'New tokens for a refresh token',
    description: 'At the company that gave it. Each refresh token is good once.',
    answers: SignedIn,
    refuses: [
      'validation_failed',
      'unauthenticated',
      'tenant_suspended',
      'tenant_deleted',
      'tenant_not_ready',
      'tenant_read_only',
      'tenant_maintenance',
      'tenant_database_unavailable',
    ],
  })
  refresh(@Body() { refreshToken }: RefreshInput, @Req() request: Caller): Promise<SignedIn> {
    return this.sessions.refresh(refreshToken, request);
  }

  @Post('logout')
  @Operation({
    summary: 'Sign out',
    description: 'Ends the session of this refresh token, or else of the access token.',
    answers: Done,
    refuses: [
      'validation_failed',
      'unauthenticated',
      'tenant_suspended',
      'tenant_deleted',
      'tenant_not_ready',
      'tenant_read_only',
      'tenant_maintenance',
      'tenant_database_unavailable',
    ],
  })
  async logout(@Body() { refreshToken }: LogoutInput = {}, @Req() request: Caller): Promise<Done> {
    await this.sessions.logout(refreshToken, request);
    return DONE;
  }
}
