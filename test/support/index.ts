export { describeEngines, TEST_ENGINES, TEST_STORES, type TestEngine } from '@tenantry/nest/testing';
export * from './free-port.js';
export * from './http-client.js';
export * from './long-tests.js';
export * from './platform.js';
