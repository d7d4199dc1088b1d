import { Body, Controller, Get, Ip, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogoutService } from '../../http/auth/logout.service.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE, LogoutInput, RefreshInput, SignInInput } from '../../http/sign-in/sign-in.dto.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorMe, operatorMe, SignedInOperator } from './operator.dto.js';
import { OperatorSessions } from './operator-sessions.js';
import { OperatorSignIn } from './operator-sign-in.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

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
  @Operation({
    summary: 'Sign in as an operator',
    answers: SignedInOperator,
    refuses: ['validation_failed', 'unauthenticated'],
  })
  @Public()
  login(@Body() input: SignInInput, @Ip() address: string): Promise<SignedInOperator> {
    return this.operators.signIn(input, address);
  }

  @Post('refresh')
  @Operation({
    summary: 'New tokens for a refresh token',
    description: 'As for users of a tenant.',
    answers: SignedInOperator,
    refuses: ['validation_failed', 'unauthenticated'],
  })
  @Public()
  refresh(@Body() { refreshToken }: RefreshInput): Promise<SignedInOperator> {
    return this.operators.refresh(refreshToken);
  }

  @Post('logout')
  @Operation({ summary: 'Sign out', answers: Done, refuses: ['validation_failed', 'unauthenticated'] })
  @Public()
  async logout(@Body() { refreshToken }: LogoutInput = {}, @Req() request: object): Promise<Done> {
    await this.leaving.leave(this.sessions, { refreshToken, request, strategy: 'operator-jwt' });
    return DONE;
  }

  @Get('me')
  @Operation({ summary: 'Who is signed in', answers: OperatorMe })
  me(@CurrentUser() me: Principal): OperatorMe {
    return operatorMe(me);
  }
}
