import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccessTokens } from './access-tokens.js';
import { AddressLock } from './address-lock.js';
import { CredentialCheck } from './credential-check.js';
import { LogoutService } from './logout.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PlaneAuthGuard } from './plane-auth.guard.js';
import { PublicPaths } from '../public-paths.js';
import { PlaneAuthenticator } from './plane-authenticator.js';

const SHARED = [
  AccessTokens,
  AddressLock,
  CredentialCheck,
  LogoutService,
  PasswordHasher,
  PlaneAuthenticator,
  PublicPaths,
];

/** What the sign-ins of both planes share, and the guard in front of every route. */
@Global()
@Module({
  imports: [JwtModule.register({})],
  providers: [...SHARED, { provide: APP_GUARD, useClass: PlaneAuthGuard }],
  exports: SHARED,
})
export class AuthModule {}
