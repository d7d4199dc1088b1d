export * from './jest-lifetime.js';
export * from './postgres-server.js';
export * from './throwaway-server.js';
export * from './store-pair.js';
