import { Tenancy } from '@tenantry/nest';
import { Body, Controller, Get, HttpCode, Ip, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LogoutService } from '../../http/auth/logout.service.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import { rightsOf } from '../../kernel/rights/permissions.js';
import type { Principal, UserRole } from '../../kernel/rights/principal.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE, LogoutInput, RefreshInput, SignInInput } from '../../http/sign-in/sign-in.dto.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { MeView, SignedIn } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { SignInService } from './sign-in.service.js';
import { UserSessions } from '../sessions/user-sessions.js';

@ApiTags('auth')
@Plane('tenant')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly signIn: SignInService,
    private readonly leaving: LogoutService,
    private readonly sessions: UserSessions,
    private readonly tenancy: Tenancy,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in',
    description: 'Repeated failures lock the account and the address for a while.',
  })
  @ApiOkResponse({ type: SignedIn })
  @ApiProblems('validation_failed', 'unauthenticated', 'too_many_requests')
  async login(@Body() input: SignInInput, @Ip() address: string): Promise<SignedIn> {
    return this.signIn.open(await this.auth.prove(input, address));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'New tokens for a refresh token',
    description:
      'Each refresh token is good once. Using it again within 30 seconds gives the same new one; later it signs the session out.',
  })
  @ApiOkResponse({ type: SignedIn })
  @ApiProblems('validation_failed', 'unauthenticated', 'tenant_mismatch')
  refresh(@Body() { refreshToken }: RefreshInput): Promise<SignedIn> {
    return this.signIn.refresh(refreshToken);
  }

  @Post('logout')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign out',
    description: 'Ends the session of this refresh token, with its access tokens.',
  })
  @ApiOkResponse({ type: Done })
  @ApiProblems('validation_failed', 'unauthenticated', 'tenant_mismatch')
  async logout(@Body() { refreshToken }: LogoutInput = {}, @Req() request: object): Promise<Done> {
    await this.leaving.leave(this.sessions, { refreshToken, request, strategy: 'tenant-jwt' });
    return DONE;
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who is signed in, and where' })
  @ApiOkResponse({ type: MeView })
  @ApiProblems('unauthenticated', 'tenant_mismatch')
  me(@CurrentUser() { id, email, name, role }: Principal): MeView {
    const { id: tenantId, slug, name: company } = this.tenancy.current();
    return {
      id,
      email,
      name,
      role: role as UserRole,
      active: true,
      tenant: { id: tenantId, slug, name: company },
      rights: rightsOf(role as UserRole),
    };
  }
}
