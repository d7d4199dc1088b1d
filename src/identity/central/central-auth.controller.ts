import { Body, Controller, HttpCode, Ip, Post, Req } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE, LogoutInput, RefreshInput } from '../../http/sign-in/sign-in.dto.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { SignedIn } from '../auth/auth.dto.js';
import { CentralSessions } from './central-sessions.js';
import { CentralSignIn } from './central-sign-in.js';
import { CentralSignInInput, SeveralTenants, SignedInCentrally } from './central-sign-in.dto.js';
import type { Caller } from './tenant-by-token.js';

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
  @HttpCode(200)
  @ApiExtraModels(SignedInCentrally, SeveralTenants)
  @ApiOperation({
    summary: 'Sign in without knowing the address of your company',
    description: 'One company: its tokens and its address. Several: the list to choose from.',
  })
  @ApiOkResponse({
    schema: { oneOf: [SignedInCentrally, SeveralTenants].map((type) => ({ $ref: getSchemaPath(type) })) },
  })
  @ApiProblems('validation_failed', 'unauthenticated', 'too_many_requests')
  login(
    @Body() input: CentralSignInInput,
    @Ip() address: string,
  ): Promise<SignedInCentrally | SeveralTenants> {
    return this.central.open(input, address);
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({
    summary: 'New tokens for a refresh token',
    description: 'At the company that gave it. Each refresh token is good once.',
  })
  @ApiOkResponse({ type: SignedIn })
  @ApiProblems(
    'validation_failed',
    'unauthenticated',
    'tenant_suspended',
    'tenant_deleted',
    'tenant_not_ready',
  )
  @ApiProblems('tenant_read_only', 'tenant_maintenance', 'tenant_database_unavailable')
  refresh(@Body() { refreshToken }: RefreshInput, @Req() request: Caller): Promise<SignedIn> {
    return this.sessions.refresh(refreshToken, request);
  }

  @Post('logout')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign out',
    description: 'Ends the session of this refresh token, or else of the access token.',
  })
  @ApiOkResponse({ type: Done })
  @ApiProblems(
    'validation_failed',
    'unauthenticated',
    'tenant_suspended',
    'tenant_deleted',
    'tenant_not_ready',
  )
  @ApiProblems('tenant_read_only', 'tenant_maintenance', 'tenant_database_unavailable')
  async logout(@Body() { refreshToken }: LogoutInput = {}, @Req() request: Caller): Promise<Done> {
    await this.sessions.logout(refreshToken, request);
    return DONE;
  }
}
