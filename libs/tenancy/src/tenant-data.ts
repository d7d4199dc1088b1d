/**
 * What the program keeps of a tenant beside what the library knows: its plan, its limits, whatever. The library stores it
 * as JSON, gives it a version with the rest of the row, and caches it with the tenant. Say what it is by augmentation:
 * `declare module '@tenantry/nest' { interface TenantData { readonly plan: string | null } }`.
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- it is filled by programs
export interface TenantData {}
