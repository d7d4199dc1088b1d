import { Column, type ColumnOptions } from 'typeorm';
import { fixedDecimal, SAFE_INTEGER } from './fixed-decimal.js';

type Options = Pick<ColumnOptions, 'nullable' | 'name' | 'default' | 'unique' | 'update' | 'select'>;

/** Text of at most `length` characters. */
export const TextColumn = (length: number, options: Options = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...options });

/** Text of any length. */
export const LongTextColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'text', ...options });

/** A 32-bit integer. */
export const IntColumn = (options: Options = {}): PropertyDecorator => Column({ type: 'int', ...options });

export const BooleanColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: Boolean, ...options });

export const UuidColumn = (options: Options = {}): PropertyDecorator => Column({ type: 'uuid', ...options });

/** Money in minor units (cents), a safe integer in the program. */
export const MoneyColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: SAFE_INTEGER, ...options });

/** A decimal with 3 places (quantities): "1.500" in the program, 1500 in the store. */
export const DecimalColumn3 = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: fixedDecimal(3), ...options });

/** A decimal with 4 places (rates, fractions): "0.2000" in the program, 2000 in the store. */
export const DecimalColumn4 = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: fixedDecimal(4), ...options });

/** A calendar day, `YYYY-MM-DD`. */
export const DateOnlyColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'date', ...options });

/** A point in time, a Date in the program, UTC in the store. */
export const InstantColumn = (options: Options = {}): PropertyDecorator => Column({ type: Date, ...options });

/** Any JSON value, kept as text: no engine's JSON type answers alike. */
export const JsonColumn = (options: Options = {}): PropertyDecorator =>
  Column({ type: 'simple-json', ...options });
