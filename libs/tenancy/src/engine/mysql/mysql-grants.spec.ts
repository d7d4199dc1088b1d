import { grantFaults, mayMakeTriggers, missingRights, powersIn } from './mysql-grants.js';

const TENANT = { role: 't_0', store: 'sales_acme', literal: false };
const MYSQL_TENANT = [
  'GRANT USAGE ON *.* TO `t_0`@`%`',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON `sales\\_acme`.* TO `t_0`@`%`',
];
const MARIADB_TENANT = [
  "GRANT USAGE ON *.* TO `t_0`@`%` IDENTIFIED BY PASSWORD '*0'",
  'GRANT SELECT, INSERT, UPDATE, DELETE ON `sales\\_acme`.* TO `t_0`@`%`',
];

const MYSQL_ROOT = [
  'GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, SHUTDOWN, PROCESS, FILE, REFERENCES, INDEX, ALTER, ' +
    'SHOW DATABASES, SUPER, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, ' +
    'CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER, CREATE TABLESPACE, ' +
    'CREATE ROLE, DROP ROLE ON *.* TO `root`@`localhost` WITH GRANT OPTION',
  'GRANT APPLICATION_PASSWORD_ADMIN,AUDIT_ADMIN,BINLOG_ADMIN,SYSTEM_USER ON *.* TO `root`@`localhost` WITH GRANT OPTION',
  "GRANT PROXY ON ``@`` TO 'root'@'localhost' WITH GRANT OPTION",
];
const MYSQL_PLATFORM = [
  'GRANT CREATE USER ON *.* TO `platform`@`%`',
  'GRANT ALL PRIVILEGES ON `sales\\_%`.* TO `platform`@`%` WITH GRANT OPTION',
];
const MARIADB_ROOT = ['GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION'];

const log = (version: string, logs = true, trusts = false) => ({ version, logs, trusts });

describe('What SHOW GRANTS says', () => {
  it.each([
    ['MySQL', MYSQL_TENANT],
    ['MariaDB', MARIADB_TENANT],
  ])("of a tenant's user is rows of its own database, on %s", (_product, lines) => {
    expect(grantFaults(lines, TENANT)).toEqual([]);
  });

  it('of a role that everybody is given is too much', () => {
    const found = grantFaults([...MYSQL_TENANT, 'GRANT `everybody`@`%` TO `t_0`@`%`'], TENANT);
    expect(found).toMatchObject([{ remedy: "REVOKE `everybody`@`%` FROM 't_0'@'%';" }]);
  });

  it('of what was revoked in part says nothing', () => {
    expect(grantFaults([...MYSQL_TENANT, 'REVOKE SELECT ON `mysql`.* FROM `t_0`@`%`'], TENANT)).toEqual([]);
  });

  it('of a database with an unescaped underscore is not its own alone', () => {
    const wide = 'GRANT SELECT, INSERT, UPDATE, DELETE ON `sales_acme`.* TO `t_0`@`%`';
    expect(grantFaults([wide], TENANT)).toHaveLength(2);
    expect(grantFaults([wide], { ...TENANT, literal: true })).toEqual([]);
  });

  it('of the user that provisions is enough, or names what is missing', () => {
    for (const lines of [MYSQL_ROOT, MYSQL_PLATFORM, MARIADB_ROOT]) expect(missingRights(lines)).toEqual([]);
    expect(missingRights(['GRANT USAGE ON *.* TO `x`@`%`'])).toEqual(['CREATE USER', 'GRANT OPTION']);
    expect(missingRights(['GRANT CREATE USER ON *.* TO `x`@`%`'])).toEqual(['GRANT OPTION']);
  });

  it('of a user that leads out of its database names what does', () => {
    expect(powersIn(MARIADB_ROOT)).toEqual(['ALL PRIVILEGES', 'GRANT OPTION']);
    expect(powersIn(MYSQL_ROOT)).toContain('SUPER');
    expect(powersIn(['GRANT PROCESS ON *.* TO `x`@`%`', ...MYSQL_TENANT])).toEqual([]);
  });

  it.each([
    ['as root of MySQL', MYSQL_ROOT, log('8.4.3'), true],
    ['as root of MariaDB', MARIADB_ROOT, log('10.11.6-MariaDB'), true],
    ['without SUPER, as MySQL is by default', MYSQL_PLATFORM, log('8.4.3'), false],
    ['where MySQL trusts', MYSQL_PLATFORM, log('8.4.3', true, true), true],
    ['where nothing is logged', MYSQL_PLATFORM, log('10.11.6-MariaDB', false), true],
    ["with MariaDB's own right", ['GRANT BINLOG ADMIN ON *.* TO `x`@`%`'], log('10.11.6-MariaDB'), true],
    ['with the right that MySQL calls alike', ['GRANT BINLOG_ADMIN ON *.* TO `x`@`%`'], log('8.0.36'), false],
  ])('of triggers is right %s', (_what, lines, facts, able) => {
    expect(mayMakeTriggers(lines, facts)).toBe(able);
  });
});
