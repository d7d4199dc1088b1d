/** Bodies that work when they are sent from the documents. */
export const NEW_TENANT_EXAMPLES = {
  invited: {
    summary: 'The administrator is invited',
    value: { name: 'Acme Trading', slug: 'acme-trading', adminEmail: 'owner@acme.example' },
  },
  ready: {
    summary: 'With a password and limits',
    value: {
      name: 'Globex Retail',
      slug: 'globex-retail',
      adminEmail: 'owner@globex.example',
      adminPassword: 'correct horse battery',
      maxUsers: 80,
      multiLocation: true,
      currency: 'EUR',
    },
  },
};

export const TENANT_CHANGE_EXAMPLES = {
  limits: {
    summary: 'Name and limits',
    value: { name: 'Acme Trading Ltd', maxUsers: 80, multiLocation: true },
  },
};

export const CONNECTION_EXAMPLES = {
  url: {
    summary: 'As a URL',
    value: { databaseUrl: 'postgresql://acme:geheim@db7.internal:5432/sales_acme?sslmode=verify-full' },
  },
  parts: {
    summary: 'By its parts',
    value: {
      engine: 'mysql',
      host: 'db7.internal',
      port: 3306,
      user: 'acme',
      password: 'geheim',
      name: 'sales_acme',
      tls: { mode: 'require' },
    },
  },
};
