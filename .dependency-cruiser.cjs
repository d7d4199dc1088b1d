/** Imports point one way: Host → Tenant → Connection → Feature. */
const SPEC = String.raw`\.spec\.ts$`;
const RANKS = require('./ranks.cjs');

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const escaped = (path) => path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Files of a part: all below its folder, but for parts of their own inside it. */
function partOf(base, parts, part) {
  const path = escaped(base + part);
  if (part.endsWith('.ts')) return `^${path}$`;
  return parts.some((other) => other.startsWith(`${part}/`)) ? `^${path}/[^/]+$` : `^${path}/`;
}

function ranks([base, parts]) {
  const paths = parts.map((part) => partOf(base, parts, part));
  const below = parts
    .slice(0, -1)
    .map((part, index) =>
      forbid(
        `${base}${part} knows nothing above it`,
        'Ranks are listed in ranks.cjs, lowest first.',
        { path: paths[index], pathNot: SPEC },
        { path: paths.slice(index + 1) },
      ),
    );
  const listed = forbid(
    `${base} has listed parts only`,
    'A new folder gets its place in ranks.cjs.',
    { path: `^${base}`, pathNot: [...paths, SPEC] },
    {},
  );
  // A new feature needs no line: it may use those that are listed, and none of them knows it.
  return base === 'src/features/' ? below : [...below, listed];
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'Two files that need each other are one concept. Types count.',
      {},
      { circular: true },
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
    ...Object.entries(RANKS).flatMap(ranks),
    forbid(
      'features-by-the-platform-door',
      'A feature takes what it needs of the platform from src/features/platform.ts.',
      { path: '^src/features/[^/]+/', pathNot: SPEC },
      { path: '^src/(?!features/)' },
    ),
    forbid(
      'features-by-their-doors',
      'A feature is used by its index.ts.',
      { path: '^src/features/([^/]+)/', pathNot: SPEC },
      { path: '^src/features/[^/]+/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index[.]ts$'] },
    ),
    forbid(
      'no-dev-packages',
      'The installed program has no development packages.',
      { path: '^(src|libs|migrations)/', pathNot: String.raw`^libs/tenancy/testing/|\.spec\.ts$` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'library-by-its-door',
      'Use @tenantry/nest and its subpaths, not a file inside it.',
      { path: '^(src|migrations)/' },
      { path: '^libs/tenancy/src/(?!(index|fastify|operator|portable)\\.ts$)' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|libs/tenancy/dist)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default'],
    },
  },
};
