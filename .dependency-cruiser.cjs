/** Imports point one way: Host → Tenant → Connection → Feature. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'Two files that need each other are one concept.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'library-knows-no-platform',
      'libs/tenancy works in any Nest program.',
      { path: '^libs/' },
      { path: '^(src|migrations)/' },
    ),
    forbid(
      'features-know-no-control',
      'A feature sees its tenant and nothing else.',
      { path: '^src/features/' },
      { path: '^src/(control|cli)/' },
    ),
    forbid(
      'control-knows-no-feature',
      'The control plane sees no tenant data.',
      { path: '^src/control/' },
      { path: '^src/(features|cli)/' },
    ),
    forbid(
      'driver-only-in-engine',
      'A driver is an engine detail.',
      { path: '^(src|libs)/', pathNot: String.raw`^libs/tenancy/(src/engine|testing)/|\.spec\.ts$` },
      { path: 'node_modules/(pg|mysql2|better-sqlite3)/' },
    ),
    forbid(
      'accounting-below-sales',
      'sales → locations, accounting; accounting → locations.',
      { path: '^src/features/(accounting|locations)/' },
      { path: '^src/features/sales/' },
    ),
    forbid(
      'locations-at-the-bottom',
      'sales → locations, accounting; accounting → locations.',
      { path: '^src/features/locations/' },
      { path: '^src/features/(accounting|sales)/' },
    ),
    forbid(
      'no-dev-packages',
      'The installed program has no development packages.',
      { path: '^(src|libs|migrations)/', pathNot: String.raw`^libs/tenancy/testing/|\.spec\.ts$` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'library-by-its-door',
      'Use @app/tenancy, not a file inside it.',
      { path: '^(src|migrations)/' },
      { path: '^libs/tenancy/src/(?!index\\.ts$)' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default'],
    },
  },
};
