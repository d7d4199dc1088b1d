import type { ProblemCode } from '../problem/problem.statuses.js';

const REFUSALS = 'docs:refusals';
type Handler = (...input: never[]) => unknown;

const refusalsAt = (place: object): readonly ProblemCode[] =>
  (Reflect.getMetadata(REFUSALS, place) as ProblemCode[] | undefined) ?? [];

/** Says which refusals an operation may answer with, each by its code; those of its controller come on top. */
export const Refuses =
  (...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator =>
  (target: object, _key?: string | symbol, handler?: PropertyDescriptor) => {
    const place = (handler?.value as object | undefined) ?? target;
    Reflect.defineMetadata(REFUSALS, [...refusalsAt(place), ...codes], place);
  };

/** All that was said of a handler and of its controller. */
export const refusalsOf = (handler: Handler, controller: object): readonly ProblemCode[] => [
  ...refusalsAt(handler),
  ...refusalsAt(controller),
];
