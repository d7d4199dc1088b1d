import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type Access, type Area, rolesFor } from './permissions.js';
import { Roles } from './roles.decorator.js';

/**
 * Limits a route to those whom the table of permissions gives this right (403 `forbidden` for others). The handler's
 * outranks its controller's.
 */
export const Permission = (area: Area, access: Access) =>
  applyDecorators(Roles(...rolesFor(area, access)), ApiExtension('x-permission', `${area}:${access}`));
