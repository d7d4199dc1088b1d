/** The HTTP status of each code of this library. A code that isn't here is a fault of the program: 500. */
export const TENANCY_STATUSES = {
  // the request
  bad_host: 400,
  validation_failed: 400,
  not_found: 404,
  conflict: 409,
  version_conflict: 409,

  // the tenant and its store
  tenant_not_found: 404,
  tenant_suspended: 403,
  tenant_deleted: 410,
  tenant_not_ready: 503,
  tenant_read_only: 503,
  tenant_maintenance: 503,
  tenant_database_unavailable: 503,
  tenant_schema_outdated: 503,
  tenant_store_mismatch: 503,
  connection_budget_exhausted: 503,
  control_database_unavailable: 503,
  server_rights_missing: 503,
  store_taken: 409,
  store_not_empty: 409,
  store_is_control: 409,
  store_unmarked: 409,
  store_is_servers: 422,
  store_rights_missing: 422,
  connection_fixed: 409,
  region_mismatch: 422,

  // servers, and databases that tenants bring
  unknown_engine: 422,
  driver_missing: 422,
  isolation_not_possible: 422,
  engine_mismatch: 422,
  database_missing: 422,
  server_unreachable: 422,
  server_sign_in_refused: 422,
  server_tls_refused: 422,
  server_too_old: 422,
  server_in_use: 409,
  no_server_available: 409,
  plan_limit_reached: 403,
  domain_taken: 409,
  domain_not_allowed: 422,
  domain_not_verified: 422,
  dns_unavailable: 503,
} as const satisfies Record<string, number>;

const STATUSES: Readonly<Record<string, number>> = TENANCY_STATUSES;

export const tenancyStatusOf = (code: string): number =>
  (Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined) ?? 500;
