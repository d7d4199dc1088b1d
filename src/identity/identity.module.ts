import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { IdentityInit1763000000000 } from '../../migrations/tenant/identity/1763000000000-identity-init.js';
import { SessionRotation1763002000000 } from '../../migrations/tenant/identity/1763002000000-session-rotation.js';
import { UserLocations1763000600000 } from '../../migrations/tenant/identity/1763000600000-user-locations.js';
import { IdentityTextKeys1763002130000 } from '../../migrations/tenant/identity/1763002130000-identity-text-keys.js';
import { MoreRoles1763003000000 } from '../../migrations/tenant/identity/1763003000000-more-roles.js';
import { Session } from '../http/sessions/session.entity.js';
import { SignInFailure } from '../http/sign-in/sign-in-failure.entity.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthService } from './auth/auth.service.js';
import { Myself } from './auth/myself.js';
import { ForgottenPassword } from './auth/forgotten-password.js';
import { PasswordLinks } from './users/password-links.js';
import { PasswordReset } from './rows/password-reset.entity.js';
import { PasswordController } from './auth/password.controller.js';
import { PasswordService } from './auth/password.service.js';
import { SessionEvents } from './sessions/session-events.js';
import { SignInService } from './auth/sign-in.service.js';
import { TenantJwtStrategy } from './auth/tenant-jwt.strategy.js';
import { UserCredentials } from './auth/user-credentials.js';
import { UserSecurityLog } from './sessions/user-security-log.js';
import { UserAccountLock } from './sessions/user-account-lock.js';
import { UserSessions } from './sessions/user-sessions.js';
import { AcceptInvitation } from './invitations/accept-invitation.js';
import { AcceptInvitationController } from './invitations/accept-invitation.controller.js';
import { InvitationDesk } from './invitations/invitation-desk.js';
import { Invitation } from './rows/invitation.entity.js';
import { InvitationMail } from './invitations/invitation.mail.js';
import { InvitationService } from './invitations/invitation.service.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { AccountPageController } from './pages/account-page.controller.js';
import { InvitationPlaces, UserPlaces } from './places/place-bindings.js';
import { InvitationLocation, UserLocation } from './rows/place-binding.entity.js';
import { DirectoryStep } from './provisioning/directory.step.js';
import { FirstAdministratorStep } from './provisioning/first-administrator.step.js';
import { TenantLinks } from './rows/tenant-links.js';
import { AccountFollowers } from './users/account-followers.js';
import { AccountRelease } from './users/account-release.js';
import { AccountLookup } from './users/account-lookup.js';
import { DirectoryKeeper } from './users/directory-keeper.js';
import { IdentityLock } from './rows/identity-lock.entity.js';
import { SignedInUsers } from './sessions/signed-in-users.js';
import { UserAccounts } from './users/user-accounts.js';
import { UserLimits } from './users/user-limits.js';
import { User } from './rows/user.entity.js';
import { UserService } from './users/user.service.js';
import { UsersController } from './users/users.controller.js';
import { Welcome } from './users/welcome.js';

const ENTITIES = [
  User,
  UserLocation,
  IdentityLock,
  Invitation,
  InvitationLocation,
  PasswordReset,
  Session,
  SignInFailure,
];
const MIGRATIONS = [
  IdentityInit1763000000000,
  UserLocations1763000600000,
  SessionRotation1763002000000,
  IdentityTextKeys1763002130000,
  MoreRoles1763003000000,
];

const SIGN_IN = [
  AuthService,
  ForgottenPassword,
  Myself,
  PasswordLinks,
  PasswordService,
  SessionEvents,
  SignInService,
  TenantJwtStrategy,
  UserCredentials,
  UserSecurityLog,
];
const ACCOUNTS = [
  AccountLookup,
  AccountRelease,
  AccountFollowers,
  DirectoryKeeper,
  SignedInUsers,
  UserAccounts,
  UserLimits,
  UserPlaces,
  UserService,
  Welcome,
];
const INVITATIONS = [AcceptInvitation, InvitationDesk, InvitationMail, InvitationPlaces, InvitationService];
const STEPS = [DirectoryStep, FirstAdministratorStep];

/** The tenant's people: who they are, how they sign in, what they did. Needs a TenantDirectory from outside. */
@Module({
  imports: [AuditModule, TenantModule.forFeature(ENTITIES, { migrations: MIGRATIONS })],
  controllers: [
    AuthController,
    PasswordController,
    UsersController,
    // Before InvitationsController, whose `:id` would take `accept` for an id.
    AcceptInvitationController,
    InvitationsController,
    AccountPageController,
  ],
  providers: [...SIGN_IN, ...ACCOUNTS, ...INVITATIONS, ...STEPS, TenantLinks, UserAccountLock, UserSessions],
  exports: [AccountLookup, ...STEPS, DirectoryKeeper, AuthService, SignInService, UserService, UserSessions],
})
export class IdentityModule {}
