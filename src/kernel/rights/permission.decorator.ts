import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type Access, type Area, rolesFor } from './permissions.js';
import { Roles } from './roles.decorator.js';

/** Limits a route to the roles that the table of permissions names for this. */
export const Permission = (area: Area, access: Access) =>
  applyDecorators(Roles(...rolesFor(area, access)), ApiExtension('x-permission', `${area}:${access}`));
