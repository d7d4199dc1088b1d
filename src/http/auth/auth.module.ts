import { TenantModule } from '@tenantry/nest';
import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { IdentityGenerations1763000100000 } from '../../../migrations/control/1763000100000-identity-generations.js';
import { AccessTokens } from '../sessions/access-tokens.js';
import { AddressLock } from '../sign-in/address-lock.js';
import { CredentialCheck } from '../sign-in/credential-check.js';
import { IdentityGeneration } from '../sessions/identity-generation.entity.js';
import { IdentityGenerations } from '../sessions/identity-generations.js';
import { LogoutService } from './logout.service.js';
import { PasswordHasher } from '../sign-in/password-hasher.js';
import { TenantBudgets } from '../limits/tenant-budgets.js';
import { PlaneAuthGuard } from './plane-auth.guard.js';
import { PublicPaths } from '../../kernel/request/public-paths.js';
import { Refusals } from './refusals.js';
import { PlaneAuthenticator } from './plane-authenticator.js';

const SHARED = [
  AccessTokens,
  AddressLock,
  CredentialCheck,
  IdentityGenerations,
  LogoutService,
  PasswordHasher,
  PlaneAuthenticator,
  PublicPaths,
  Refusals,
  TenantBudgets,
];

/** What the sign-ins of both planes share, and the guard in front of every route. */
@Global()
@Module({
  imports: [
    JwtModule.register({}),
    TenantModule.forControl([IdentityGeneration], { migrations: [IdentityGenerations1763000100000] }),
  ],
  providers: [...SHARED, { provide: APP_GUARD, useClass: PlaneAuthGuard }],
  exports: SHARED,
})
export class AuthModule {}
