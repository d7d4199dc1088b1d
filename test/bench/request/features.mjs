import { built } from '../built.mjs';

const { TenantFeature } = built('libs/tenancy/src/repository/tenant-feature');

/** What the modules and all they import are made of, to be put over another data source. */
export function featuresOf(modules) {
  const seen = new Set();
  const parts = { controllers: [], providers: [], entities: [] };
  for (const module of modules) collect(module, seen, parts);
  return parts;
}

function collect(module, seen, parts) {
  if (typeof module === 'object') return collectDynamic(module, parts);
  if (seen.has(module)) return;
  seen.add(module);
  for (const imported of metadata(module, 'imports')) collect(imported, seen, parts);
  parts.controllers.push(...metadata(module, 'controllers'));
  parts.providers.push(...metadata(module, 'providers'));
}

/** `TenantModule.forFeature` leaves its entities there. */
function collectDynamic({ providers }, parts) {
  for (const { useValue } of providers)
    if (useValue instanceof TenantFeature) parts.entities.push(...useValue.entities);
}

const metadata = (module, name) => Reflect.getMetadata(name, module) ?? [];
