import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { UserRole } from './principal.js';

export const ROUTE_ROLES = 'auth:roles';

/** Limits a route to these roles of a tenant's users (403 `forbidden` for others). The handler's list outranks its controller's. */
export const Roles = (...roles: UserRole[]) =>
  applyDecorators(SetMetadata(ROUTE_ROLES, roles), ApiExtension('x-roles', roles));
