import { Doctor, type Finding, OperationRunner, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import type { IsolationName, Tenant } from '@tenantry/nest';
import { type LibraryProgram, newTenant } from './library-program.js';

export async function makeTenant(
  program: LibraryProgram,
  slug: string,
  more: { isolation?: IsolationName; databaseUrl?: string } = {},
): Promise<Tenant> {
  const creator = program.get(TenantCreator);
  const { operationId } = await creator.create({ ...newTenant(slug), ...more });
  await program.get(OperationRunner).finished(operationId);
  return program.get(TenantCatalog).get(slug);
}

export const findings = async (program: LibraryProgram, slug?: string): Promise<readonly Finding[]> =>
  (await program.get(Doctor).examine(slug === undefined ? {} : { slug })).findings;

/** Everything that isn't well. */
export const wrong = async (program: LibraryProgram, slug?: string): Promise<readonly Finding[]> =>
  (await findings(program, slug)).filter(({ level }) => level !== 'ok');

/** The statements of a remedy, without the words before them. */
export const sqlOf = ({ remedy = '' }: Finding): string =>
  remedy.replace(/^(In|As a superuser in) [^:]+: /, '');
