import { Body, Controller, Get, HttpCode, Ip, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LogoutService } from '../../http/auth/logout.service.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE, LogoutInput, RefreshInput, SignInInput } from '../../http/sign-in/sign-in.dto.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorMe, operatorMe, SignedInOperator } from './operator.dto.js';
import { OperatorSessions } from './operator-sessions.js';
import { OperatorSignIn } from './operator-sign-in.js';

@ApiTags('auth')
@Plane('admin')
@Controller('auth')
export class OperatorAuthController {
  constructor(
    private readonly operators: OperatorSignIn,
    private readonly leaving: LogoutService,
    private readonly sessions: OperatorSessions,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in as an operator' })
  @ApiOkResponse({ type: SignedInOperator })
  @ApiProblems('validation_failed', 'unauthenticated', 'too_many_requests')
  login(@Body() input: SignInInput, @Ip() address: string): Promise<SignedInOperator> {
    return this.operators.signIn(input, address);
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'New tokens for a refresh token', description: 'As for users of a tenant.' })
  @ApiOkResponse({ type: SignedInOperator })
  @ApiProblems('validation_failed', 'unauthenticated')
  refresh(@Body() { refreshToken }: RefreshInput): Promise<SignedInOperator> {
    return this.operators.refresh(refreshToken);
  }

  @Post('logout')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out' })
  @ApiOkResponse({ type: Done })
  @ApiProblems('validation_failed', 'unauthenticated')
  async logout(@Body() { refreshToken }: LogoutInput = {}, @Req() request: object): Promise<Done> {
    await this.leaving.leave(this.sessions, { refreshToken, request, strategy: 'operator-jwt' });
    return DONE;
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: OperatorMe })
  @ApiProblems('unauthenticated')
  me(@CurrentUser() me: Principal): OperatorMe {
    return operatorMe(me);
  }
}
