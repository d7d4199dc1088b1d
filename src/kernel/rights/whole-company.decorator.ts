import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const WHOLE_COMPANY = 'auth:wholeCompany';

/** Keeps users who are bound to places from a route whose subject belongs to no place (403 `location_forbidden`). */
export const WholeCompany = () =>
  applyDecorators(SetMetadata(WHOLE_COMPANY, true), ApiExtension('x-whole-company', true));
