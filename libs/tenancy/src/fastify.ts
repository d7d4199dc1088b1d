/** Fastify: the hook that opens the scope of a request, and what reads its host. */
export { HostReader, type HostReaderOptions } from './http/host-reader.js';
export { addTenantHook, type TenantHookOptions } from './http/tenant.hook.js';
export { type HostRequest, type HostTarget, resolveHost, type TenantTarget } from './resolution/host.js';
