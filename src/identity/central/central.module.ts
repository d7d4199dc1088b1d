import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity.module.js';
import { CentralAuthController } from './central-auth.controller.js';
import { CentralSessions } from './central-sessions.js';
import { CentralSignIn } from './central-sign-in.js';
import { PersonFinder } from './person-finder.js';
import { TenantByToken } from './tenant-by-token.js';

/** Sign-in on the public plane. A module of its own, because a document is made of whole modules. */
@Module({
  imports: [IdentityModule],
  controllers: [CentralAuthController],
  providers: [CentralSessions, CentralSignIn, PersonFinder, TenantByToken],
})
export class CentralModule {}
