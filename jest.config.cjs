// What takes long by nature stands in *.long.spec.ts and runs by `npm run test:long`, which also gives property tests
// more runs (`runs` in test/support/long-tests.ts).
const long = process.env.LONG_TESTS === 'true';

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/migrations'],
  testRegex: String.raw`\.spec\.ts$`,
  testPathIgnorePatterns: ['/node_modules/', ...(long ? [] : [String.raw`\.long\.spec\.ts$`])],
  transform: {
    [String.raw`\.ts$`]: [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^@tenantry/nest$': '<rootDir>/libs/tenancy/src/index.ts',
    '^@tenantry/nest/testing$': '<rootDir>/libs/tenancy/testing/index.ts',
    '^@tenantry/nest/(fastify|operator|portable)$': '<rootDir>/libs/tenancy/src/$1.ts',
    [String.raw`^(\.{1,2}/.*)\.js$`]: '$1',
  },
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.cjs',
  testEnvironment: '<rootDir>/test/support/test-environment.ts',
  maxWorkers: 2,
  // Modules of a finished file stay in a worker's memory: one that holds this much is replaced before it runs out.
  workerIdleMemoryLimit: '1536MB',
  // For a machine five times slower than the usual one: what hangs is found, what is slow is not a failure.
  testTimeout: long ? 3_600_000 : 180_000,
};
