import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Public } from '../../http/auth/public.decorator.js';
import { ApiProblems } from '../../http/docs/api-problems.decorator.js';
import { Plane } from '../../http/plane.decorator.js';
import { CentralSignIn } from './central-sign-in.js';
import { CentralSignInInput, SeveralTenants, SignedInCentrally } from './central-sign-in.dto.js';

@ApiTags('auth')
@Plane('public')
@Public()
@Controller('auth')
export class CentralAuthController {
  constructor(private readonly central: CentralSignIn) {}

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
}
