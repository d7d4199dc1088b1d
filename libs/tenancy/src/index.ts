export * from './tenant.js';
export * from './tenancy.errors.js';
export { StoredEntity } from './entity/stored-entity.js';
export * from './entity/portable-columns.js';
export { scaleDecimal, unscaleDecimal } from './entity/fixed-decimal.js';
export * from './migration/portable-types.js';
export * from './migration/create-table.js';
