import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Done, DONE } from '../../http/sign-in/sign-in.dto.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { AccountFollowers } from '../users/account-followers.js';
import { ChangePasswordInput, ForgotPasswordInput, ResetPasswordInput, SignedIn } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { ForgottenPassword } from './forgotten-password.js';
import { PasswordService } from './password.service.js';
import { SignInService } from './sign-in.service.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('auth')
@Plane('tenant')
@Controller('auth/password')
export class PasswordController {
  constructor(
    private readonly auth: AuthService,
    private readonly passwords: PasswordService,
    private readonly forgotten: ForgottenPassword,
    private readonly signIn: SignInService,
    private readonly followers: AccountFollowers,
  ) {}

  @Post('forgot')
  @Operation({
    summary: 'Mail a link that sets a new password',
    description: 'The answer is the same for an address that nobody has.',
    answers: Done,
    refuses: ['validation_failed'],
  })
  @Public()
  async forgot(@Body() { email }: ForgotPasswordInput): Promise<Done> {
    await this.forgotten.request(email);
    return DONE;
  }

  @Post('reset')
  @Operation({
    summary: 'Set a new password by the link from the mail',
    description: 'Signs out everywhere and ends a lock-out.',
    answers: Done,
    refuses: ['validation_failed', 'reset_token_invalid'],
  })
  @Public()
  async reset(@Body() { token, password }: ResetPasswordInput): Promise<Done> {
    const user = await this.passwords.reset(token, password);
    await this.auth.unlock(user);
    await this.followers.changed(user);
    return DONE;
  }

  @Post('change')
  @Operation({
    summary: 'Change your own password',
    description: 'Signs out everywhere, here too; go on with the tokens of the answer.',
    answers: SignedIn,
    refuses: ['validation_failed', 'wrong_password'],
  })
  async change(
    @Body() { currentPassword, newPassword }: ChangePasswordInput,
    @CurrentUser() me: Principal,
    @Ip() address: string,
  ): Promise<SignedIn> {
    await this.auth.proveAgain(me, currentPassword, address);
    const user = await this.passwords.change(me.id, newPassword);
    await this.followers.changed(user);
    return this.signIn.open(user);
  }
}
