import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Feature } from '../../kernel/entitlements/features.js';
import { ModuleFeatures } from '../../kernel/entitlements/module-features.js';
import type { FastifyRequest } from 'fastify';
import {
  type DomainError,
  ForbiddenError,
  LocationForbiddenError,
  UnauthenticatedError,
} from '../../kernel/errors.js';
import { TenantBudgets } from '../limits/tenant-budgets.js';
import { PLANE, type PlaneName } from '../../kernel/request/plane.decorator.js';
import { PlaneAuthenticator } from './plane-authenticator.js';
import type { Principal, UserRole } from '../../kernel/rights/principal.js';
import { PUBLIC_ROUTE } from '../../kernel/rights/public.decorator.js';
import { Refusals } from './refusals.js';
import { ROUTE_ROLES } from '../../kernel/rights/roles.decorator.js';
import { WHOLE_COMPANY } from '../../kernel/rights/whole-company.decorator.js';

const STRATEGIES: Partial<Record<PlaneName, string>> = { tenant: 'tenant-jwt', admin: 'operator-jwt' };

type Target = Parameters<Reflector['getAllAndOverride']>[1][number];

/** What a route asks of its callers. */
interface RouteAccess {
  readonly isPublic: boolean;
  readonly plane: PlaneName | undefined;
  readonly roles: readonly UserRole[] | undefined;
  readonly wholeCompany: boolean;
  /** Companies without it don't have the route. */
  readonly feature: Feature | undefined;
}

/** Every route needs a token of its plane, unless it says `@Public()`. A route without a plane has nobody to ask. */
@Injectable()
export class PlaneAuthGuard implements CanActivate {
  readonly #routes = new Map<unknown, Map<unknown, RouteAccess>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: PlaneAuthenticator,
    private readonly budgets: TenantBudgets,
    private readonly refusals: Refusals,
    private readonly features: ModuleFeatures,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.accessOf(context);
    const { isPublic, plane, feature } = access;
    const strategy = plane && STRATEGIES[plane];
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>();
    if (isPublic) {
      await this.budgets.count(request, 'anonymous');
      this.features.assertOpen(feature);
      return true;
    }
    if (!plane || !strategy) throw new UnauthenticatedError();
    const user = await this.userOf(strategy, request);
    request.user = user;
    await this.budgets.count(request, 'users');
    this.features.assertOpen(feature);
    const refusal = refusalOf(user, access);
    if (!refusal) return true;
    const { method, routeOptions } = request;
    await this.refusals.tell(plane, { user, method, route: routeOptions.url ?? '', code: refusal.code });
    throw refusal;
  }

  /** A token that isn't good here stands for a stranger. */
  private async userOf(strategy: string, request: FastifyRequest): Promise<Principal> {
    try {
      return await this.authenticator.authenticate(strategy, request);
    } catch (error) {
      await this.budgets.count(request, 'anonymous');
      throw error;
    }
  }

  /** Decorators say it, and they are done before the first request: read once for each route. */
  private accessOf(context: ExecutionContext): RouteAccess {
    const handler = context.getHandler();
    const controller = context.getClass();
    let routes = this.#routes.get(controller);
    if (!routes) this.#routes.set(controller, (routes = new Map()));
    let access = routes.get(handler);
    if (!access) routes.set(handler, (access = this.readAccess(handler, controller)));
    return access;
  }

  private readAccess(handler: Target, controller: Target): RouteAccess {
    const targets = [handler, controller];
    const plane = this.reflector.getAllAndOverride<PlaneName | undefined>(PLANE, targets);
    return {
      isPublic: this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, targets) ?? false,
      plane,
      roles: this.reflector.getAllAndOverride<UserRole[] | undefined>(ROUTE_ROLES, targets),
      wholeCompany: this.reflector.getAllAndOverride<boolean | undefined>(WHOLE_COMPANY, targets) ?? false,
      feature: this.features.find(controller),
    };
  }
}

function refusalOf(user: Principal, { roles, wholeCompany }: RouteAccess): DomainError | undefined {
  if (roles && user.role !== 'operator' && !roles.includes(user.role)) {
    return new ForbiddenError(`Your role (${user.role}) does not allow this. Allowed: ${roles.join(', ')}.`);
  }
  return wholeCompany && user.locationIds?.length ? new LocationForbiddenError() : undefined;
}
