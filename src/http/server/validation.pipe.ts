import { type ArgumentMetadata, ValidationPipe as NestValidationPipe } from '@nestjs/common';
import type { ValidationError as Complaint } from 'class-validator';
import { type FieldProblem, ValidationError } from '../../kernel/errors.js';
import { AcceptedQueries, queryKey } from './accepted-queries.js';
import { rememberRules } from './validation.rules.js';

const pathOf = (parent: string, property: string): string =>
  parent === '' ? property : `${parent}.${property}`;

/** A tree of complaints as a list with dotted paths: `lines.0.quantity`. */
function fieldProblems(complaints: readonly Complaint[], parent = ''): FieldProblem[] {
  return complaints.flatMap(({ property, constraints, children }) => {
    const path = pathOf(parent, property ?? '');
    const own = Object.values(constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...fieldProblems(children ?? [], path)];
  });
}

/** Input must be exactly what its class says: unknown properties are refused, one complaint a field. */
export class ValidationPipe extends NestValidationPipe {
  readonly #queries = new AcceptedQueries();

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (complaints) => new ValidationError(fieldProblems(complaints)),
    });
    rememberRules();
  }

  override async transform(value: unknown, argument: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = argument;
    const key = type === 'query' && metatype ? queryKey(value) : undefined;
    if (!metatype || key === undefined) return super.transform(value, argument);
    const known = this.#queries.find(metatype, key);
    if (known) return known;
    const checked: unknown = await super.transform(value, argument);
    if (checked instanceof metatype) this.#queries.remember(metatype, key, checked as object);
    return checked;
  }
}
