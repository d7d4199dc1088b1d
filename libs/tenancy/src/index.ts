export * from './tenant.js';
export * from './tenancy.errors.js';
