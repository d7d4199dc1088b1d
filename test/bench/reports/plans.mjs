import { built } from '../built.mjs';

/** The statements that `work` makes on the tenant's store, with the store they ran on. */
export async function recordStatements(app, slug, work) {
  const { Tenancy } = built('libs/tenancy/src/index');
  const tenancy = app.get(Tenancy);
  return tenancy.run(slug, async () => {
    const source = tenancy.dataSource();
    const statements = [];
    const open = source.openRunner;
    source.openRunner = () => {
      const runner = open.call(source);
      const query = runner.query;
      runner.query = (sql, parameters, structured) => {
        if (/^\s*SELECT/i.test(sql)) statements.push({ sql, parameters });
        return query.call(runner, sql, parameters, structured);
      };
      return runner;
    };
    try {
      await work();
    } finally {
      source.openRunner = open;
    }
    return explained(source, statements);
  });
}

/** What the plans of the statements come to: rows that scans gave, and how the tables were read. */
export function planOf(plans) {
  const scans = plans.flat();
  const known = scans.every(({ rows }) => rows !== undefined);
  return {
    rowsRead: known ? Math.round(scans.reduce((sum, { rows }) => sum + rows, 0)) : '?',
    shape: [...new Set(scans.map(({ how, table }) => `${how} ${table}`))].join(', '),
  };
}

async function explained(source, statements) {
  const explain = source.options.type === 'postgres' ? explainPostgres : explainSqlite;
  const plans = [];
  for (const statement of statements) plans.push(await explain(source, statement));
  return plans;
}

async function explainPostgres(source, { sql, parameters }) {
  const [row] = await source.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, parameters);
  const scans = [];
  const visit = (node) => {
    const table = node['Relation Name'];
    const rows = node['Actual Rows'] * node['Actual Loops'];
    if (table) scans.push({ table, rows, how: node['Node Type'] === 'Seq Scan' ? 'all of' : 'index of' });
    for (const below of node.Plans ?? []) visit(below);
  };
  visit(row['QUERY PLAN'][0].Plan);
  return scans;
}

/** SQLite tells how it reads, not how much. */
async function explainSqlite(source, { sql, parameters }) {
  const rows = await source.query(`EXPLAIN QUERY PLAN ${sql}`, parameters);
  return rows.flatMap(({ detail }) => {
    const [, verb, table] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
    if (!table) return [];
    const along = detail.includes('USING') ? 'along' : 'all of';
    return [{ table, how: verb === 'SCAN' ? along : 'index of' }];
  });
}
