import { ApiBody } from '@nestjs/swagger';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';

/** Bodies by what they show. */
export type Examples = Readonly<Record<string, { summary?: string; value: object }>>;

/** Bodies that work as they stand, where the schema alone would show made-up values. */
export const BodyExamples =
  (examples: Examples): MethodDecorator =>
  (target, key, handler) =>
    ApiBody({ type: bodyTypeOf(target, key) as never, examples: { ...examples } })(target, key, handler);

/** The class of the parameter that has `@Body()`. */
function bodyTypeOf(target: object, key: string | symbol): unknown {
  const marks = Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) as object | undefined;
  const body = Object.keys(marks ?? {}).find((mark) => mark.startsWith(`${RouteParamtypes.BODY}:`));
  if (body === undefined) throw new Error(`${String(key)} has an example of a body, and takes none.`);
  const types = Reflect.getMetadata('design:paramtypes', target, key) as unknown[];
  return types[Number(body.split(':')[1])];
}
