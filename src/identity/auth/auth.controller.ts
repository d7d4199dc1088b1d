import { Body, Controller, Get, Ip, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogoutService } from '../../http/auth/logout.service.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE, LogoutInput, RefreshInput, SignInInput } from '../../http/sign-in/sign-in.dto.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { MeView, SignedIn } from './auth.dto.js';
import { Myself } from './myself.js';
import { AuthService } from './auth.service.js';
import { SignInService } from './sign-in.service.js';
import { UserSessions } from '../sessions/user-sessions.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('auth')
@Plane('tenant')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly signIn: SignInService,
    private readonly leaving: LogoutService,
    private readonly sessions: UserSessions,
    private readonly myself: Myself,
  ) {}

  @Post('login')
  @Operation({
    summary: 'Sign in',
    description: 'Repeated failures lock the account and the address for a while.',
    answers: SignedIn,
    refuses: ['validation_failed', 'unauthenticated'],
  })
  @Public()
  async login(@Body() input: SignInInput, @Ip() address: string): Promise<SignedIn> {
    return this.signIn.open(await this.auth.prove(input, address));
  }

  @Post('refresh')
  @Operation({
    summary: 'New tokens for a refresh token',
    description:
      'Each refresh token is good once. Using it again within 30 seconds gives the same new one; later it signs the session out.',
    answers: SignedIn,
    refuses: ['tenant_mismatch', 'validation_failed', 'unauthenticated'],
  })
  @Public()
  refresh(@Body() { refreshToken }: RefreshInput): Promise<SignedIn> {
    return this.signIn.refresh(refreshToken);
  }

  @Post('logout')
  @Operation({
    summary: 'Sign out',
    description: 'Ends the session of this refresh token, with its access tokens.',
    answers: Done,
    refuses: ['tenant_mismatch', 'validation_failed', 'unauthenticated'],
  })
  @Public()
  async logout(@Body() { refreshToken }: LogoutInput = {}, @Req() request: object): Promise<Done> {
    await this.leaving.leave(this.sessions, { refreshToken, request, strategy: 'tenant-jwt' });
    return DONE;
  }

  @Get('me')
  @Operation({ summary: 'Who is signed in, and where', answers: MeView })
  me(@CurrentUser() user: Principal): Promise<MeView> {
    return this.myself.view(user);
  }
}
