import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ForbiddenError, UnauthenticatedError } from '../../errors.js';
import { PLANE, type PlaneName } from '../plane.decorator.js';
import { PlaneAuthenticator } from './plane-authenticator.js';
import type { Principal, UserRole } from './principal.js';
import { PUBLIC_ROUTE } from './public.decorator.js';
import { ROUTE_ROLES } from './roles.decorator.js';

const STRATEGIES: Partial<Record<PlaneName, string>> = { tenant: 'tenant-jwt', admin: 'operator-jwt' };

/** Every route needs a token of its plane, unless it says `@Public()`. A route without a plane has nobody to ask. */
@Injectable()
export class PlaneAuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: PlaneAuthenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, targets)) return true;
    const plane = this.reflector.getAllAndOverride<PlaneName | undefined>(PLANE, targets);
    const strategy = plane && STRATEGIES[plane];
    if (!strategy) throw new UnauthenticatedError();
    const request = context.switchToHttp().getRequest<{ user?: Principal }>();
    const user = await this.authenticator.authenticate(strategy, request);
    request.user = user;
    this.checkRole(user, this.reflector.getAllAndOverride<UserRole[] | undefined>(ROUTE_ROLES, targets));
    return true;
  }

  private checkRole(user: Principal, allowed: UserRole[] | undefined): void {
    if (!allowed || user.role === 'operator' || allowed.includes(user.role)) return;
    throw new ForbiddenError(`Your role (${user.role}) does not allow this. Allowed: ${allowed.join(', ')}.`);
  }
}
