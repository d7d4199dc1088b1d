/** Bodies that work when they are sent from the documents, on a machine that has such a server. */
export const NEW_SERVER_EXAMPLES = {
  postgres: {
    summary: 'PostgreSQL in a region',
    value: {
      name: 'eu-1',
      url: 'postgresql://tenantry:geheim@db1.internal:5432/postgres',
      region: 'eu',
      capacity: 200,
      weight: 2,
      tls: { mode: 'verify-full' },
    },
  },
};

export const SERVER_CHANGE_EXAMPLES = {
  full: { summary: 'No more tenants', value: { status: 'full' } },
  limits: { summary: 'Region and limits', value: { region: 'eu', capacity: 500, weight: 3 } },
};
