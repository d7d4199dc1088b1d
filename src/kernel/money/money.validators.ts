import { registerDecorator, type ValidationArguments } from 'class-validator';
import { Decimal, fixed } from './decimal.js';

interface Rule {
  name: string;
  /** Shown in the message, so it has to be valid. */
  example: string;
  pattern: RegExp;
  what: string;
  accepts(value: InstanceType<typeof Decimal>): boolean;
  /** What to write instead of a text that is a usual slip. */
  remedy?(value: string): string | undefined;
}

function messageOf(rule: Rule, { value, property }: ValidationArguments): string {
  const remedy = typeof value === 'string' ? rule.remedy?.(value) : undefined;
  if (remedy) return `${property} ${remedy}`;
  if (typeof value === 'number') {
    return `${property} must be a string such as "${rule.example}", not a JSON number: numbers lose decimals`;
  }
  return `${property} must be ${rule.what} as a string such as "${rule.example}"`;
}

const accepts = (rule: Rule, value: unknown): boolean =>
  typeof value === 'string' && rule.pattern.test(value) && rule.accepts(new Decimal(value));

const decoratorOf =
  (rule: Rule): PropertyDecorator =>
  (target, property) =>
    registerDecorator({
      name: rule.name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => accepts(rule, value),
        defaultMessage: (input) => (input ? messageOf(rule, input) : rule.what),
      },
    });

/** Which amounts a field takes; without it zero and more. */
export interface MoneyRange {
  positive?: boolean;
  negative?: boolean;
}

/**
 * An amount as a decimal string. How many decimals it may have depends on the tenant's currency and is checked by
 * `parseMoney`; how large it may be is 422 `amount_out_of_range`, so long digit strings pass here.
 */
export const IsMoney = ({ positive = false, negative = false }: MoneyRange = {}): PropertyDecorator =>
  decoratorOf({
    name: 'isMoney',
    example: '12.50',
    pattern: /^-?\d{1,40}(\.\d{1,4})?$/,
    what: positive ? 'an amount above zero' : negative ? 'an amount' : 'an amount of zero or more',
    accepts: (value) => (positive ? value.greaterThan(0) : negative || value.greaterThanOrEqualTo(0)),
  });

/** A quantity above zero with at most 3 decimals, as a string. */
export const IsQuantity = (): PropertyDecorator =>
  decoratorOf({
    name: 'isQuantity',
    example: '1.500',
    pattern: /^\d{1,40}(\.\d{1,3})?$/,
    what: 'a quantity above zero with at most 3 decimals',
    accepts: (value) => value.greaterThan(0),
  });

/** "19", "19.5" or "19 %" of somebody who means per cent. */
function asFraction(text: string): string | undefined {
  const percent = /^(\d{1,40}(?:\.\d{1,40})?)\s*%?$/.exec(text)?.[1];
  if (percent === undefined || new Decimal(percent).lessThan(1)) return undefined;
  const meant = new Decimal(percent).lessThan(100) ? new Decimal(percent) : new Decimal(19);
  return `must be a fraction below 1: ${fixed(meant.dividedBy(100), 4)} for ${meant.toString()} %`;
}

/** A rate from zero to below 1 with at most 4 decimals, as a string: "0.2000" is twenty per cent. */
export const IsRate = (): PropertyDecorator =>
  decoratorOf({
    name: 'isRate',
    example: '0.2000',
    pattern: /^\d{1,4}(\.\d{1,4})?$/,
    what: 'a rate from zero to below 1 with at most 4 decimals',
    accepts: (value) => value.lessThan(1),
    remedy: asFraction,
  });

/** A fraction from 0 to 1 with at most 4 decimals, as a string: "0.1000" is ten per cent off. */
export const IsDiscount = (): PropertyDecorator =>
  decoratorOf({
    name: 'isDiscount',
    example: '0.1000',
    pattern: /^\d(\.\d{1,4})?$/,
    what: 'a fraction from 0 to 1 with at most 4 decimals',
    accepts: (value) => value.lessThanOrEqualTo(1),
  });
