/** Entities and tables that are the same on every engine. */
export type { Dialect } from './engine/dialect.js';
export { dialectOf } from './engine/dialects.js';
export { keepRowsBy } from './schema/row-clock.js';
export { StoredEntity } from './schema/stored-entity.js';
export {
  TextColumn,
  LongTextColumn,
  IntColumn,
  BooleanColumn,
  UuidColumn,
  MoneyColumn,
  DecimalColumn3,
  DecimalColumn4,
  DateOnlyColumn,
  InstantColumn,
  JsonColumn,
} from './schema/portable-columns.js';
export { scaleDecimal, unscaleDecimal } from './schema/fixed-decimal.js';
export {
  type PortableColumn,
  text,
  longText,
  int,
  boolean,
  uuid,
  dateOnly,
  instant,
  money,
  decimal3,
  decimal4,
  json,
  columnOptions,
} from './schema/portable-types.js';
export { type TableSpec, createTable, addColumns } from './schema/create-table.js';
export { addTextKeys, dropTextKeys, type TextKeySpec } from './schema/add-text-keys.js';
export { foldText } from './schema/fold-text.js';
export { FixedSearchKey, OLDER_KEYS, SearchKey, sortedBy, SortKeyOf } from './schema/text-keys.js';
export { keepTextKeys } from './schema/keep-text-keys.js';
export { currencyDigits } from './lifecycle/placement/currencies.js';
