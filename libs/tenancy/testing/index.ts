export * from './jest-lifetime.js';
export * from './mysql-server.js';
export * from './postgres-server.js';
export * from './test-engines.js';
export * from './throwaway-server.js';
export * from './store-pair.js';
export * from './tcp-proxy.js';
