import { PeopleService } from '../../control/directory/people.service.js';
import { DirectoryQuery, type PersonView } from '../../control/directory/person.view.js';
import { checked } from '../run/checked.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';

const COLUMNS: Columns<PersonView> = {
  Tenant: ({ tenant }) => tenant.slug,
  Name: ({ tenant }) => tenant.name,
  Status: ({ tenant }) => tenant.status,
  Role: ({ role }) => role,
  Active: ({ active }) => active,
  Locked: ({ locked }) => locked,
};

/** Every company that knows this person. */
export async function findUser(cli: Cli, address: string): Promise<void> {
  const { email } = await checked(DirectoryQuery, { email: address });
  const found = await (await cli.get(PeopleService)).find(email);
  cli.output.result(found, () =>
    found.length === 0 ? `No company knows ${email}.` : cli.output.table(COLUMNS, found),
  );
}
