import { type Finding, findingsOf } from '@tenantry/nest/operator';
import { InjectControlDataSource } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/config.js';
import { weakSettings } from '../../config/weak-settings.js';
import { Operator } from '../../control/operators/operator.entity.js';

interface Weakness {
  readonly message: string;
  readonly remedy: string;
}

interface Point {
  /** Stable; docs/hardening.md has a line for each. */
  readonly name: string;
  weaknesses(config: AppConfig): readonly Weakness[] | Promise<readonly Weakness[]>;
}

const SUBJECT = 'hardening';
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const CHATTY = new Set(['debug', 'trace']);
const VERIFIED = new Set(['verify-ca', 'verify-full']);

const when = (isWeak: boolean, message: string, remedy: string): Weakness[] =>
  isWeak ? [{ message, remedy }] : [];

/**
 * What a production should have, as docs/hardening.md lists it. All of it are warnings: the program works without, and
 * protects less. Elsewhere than in production nothing is said.
 */
@Injectable()
export class HardeningDoctor {
  private readonly points: readonly Point[] = [
    { name: 'secrets', weaknesses: (config) => weakSettings(config).map(toWeakness) },
    { name: 'https', weaknesses: httpsOnly },
    { name: 'proxy', weaknesses: proxyNamed },
    { name: 'database tls', weaknesses: databasesByTls },
    { name: 'superuser', weaknesses: () => this.superuser() },
    { name: 'first password', weaknesses: (config) => this.firstPasswords(config) },
    { name: 'log level', weaknesses: quietLog },
    { name: 'mail', weaknesses: mailSent },
    { name: 'metrics token', weaknesses: metricsToken },
  ];

  constructor(
    private readonly config: AppConfig,
    @InjectControlDataSource() private readonly control: DataSource,
  ) {}

  async examine(): Promise<Finding[]> {
    if (!this.config.production) return [];
    const found: Finding[] = [];
    for (const { name, weaknesses } of this.points) {
      const weak = await weaknesses(this.config);
      found.push(
        ...findingsOf(
          SUBJECT,
          name,
          weak.map((one) => ({ ...one, isWarning: true })),
        ),
      );
    }
    return found;
  }

  private async superuser(): Promise<Weakness[]> {
    if (this.control.options.type !== 'postgres') return [];
    const sql = 'SELECT rolsuper AS yes FROM pg_roles WHERE rolname = current_user';
    // A database that can't be reached is told by the look at it.
    const rows = await this.control.query<{ yes: boolean }[]>(sql).catch(() => []);
    return when(
      rows[0]?.yes === true,
      'The role that signs in to the control database is a superuser of its server.',
      'Make one with CREATEDB and CREATEROLE alone: it is enough for everything here.',
    );
  }

  private async firstPasswords({ adminPassword }: AppConfig): Promise<Weakness[]> {
    // Before its migration there is no such column; that is told by another check.
    const made = await this.control
      .getRepository(Operator)
      .findBy({ active: true, madePassword: true })
      .catch(() => []);
    return [
      ...made.map(({ email }) => ({
        message: `The operator ${email} still signs in with the password that was made up.`,
        remedy: 'Let them set one of their own: PATCH /api/operators/<id> {password, currentPassword}.',
      })),
      ...when(
        adminPassword !== undefined,
        'ADMIN_PASSWORD stands in the settings, where it is needed for the first start alone.',
        'Change the password of the first operator, and take ADMIN_PASSWORD out.',
      ),
    ];
  }
}

const toWeakness = ({ name, problem }: { name: string; problem: string }): Weakness => ({
  message: `${name} ${problem}.`,
  remedy: `Set another ${name}.`,
});

const httpsOnly = ({ publicUrl }: AppConfig): Weakness[] =>
  when(
    !publicUrl.startsWith('https:'),
    'PUBLIC_URL is not https, so links carry tokens in the clear and browsers are not told to insist on TLS.',
    'Put a proxy with TLS in front, and set PUBLIC_URL=https://…',
  );

const proxyNamed = ({ publicUrl, trustProxy }: AppConfig): Weakness[] =>
  when(
    publicUrl.startsWith('https:') && trustProxy.length === 0,
    'TRUST_PROXY is not set: limits and locks by address take everybody behind the proxy for one.',
    'Set TRUST_PROXY to the address of the proxy.',
  );

function databasesByTls({ defaultDatabaseUrl, tenantServerUrl }: AppConfig): Weakness[] {
  const settings = { DEFAULT_DATABASE_URL: defaultDatabaseUrl, TENANT_SERVER_URL: tenantServerUrl };
  return Object.entries(settings)
    .filter(([, url]) => isOpenNetwork(url))
    .map(([name]) => ({
      message: `${name} leads over the network without TLS that is verified.`,
      remedy: `Put ?sslmode=verify-full behind ${name}.`,
    }));
}

function isOpenNetwork(url: string): boolean {
  if (url.startsWith('sqlite:') || !URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  return !LOOPBACK.test(hostname) && !VERIFIED.has(searchParams.get('sslmode') ?? '');
}

const quietLog = ({ logLevel }: AppConfig): Weakness[] =>
  when(CHATTY.has(logLevel), `LOG_LEVEL=${logLevel} logs every statement.`, 'Set LOG_LEVEL=info.');

const mailSent = ({ smtpUrl }: AppConfig): Weakness[] =>
  when(
    smtpUrl === undefined,
    'SMTP_URL is not set: mails with links that sign in lie as files in DATA_DIR/outbox.',
    'Set SMTP_URL to a mail server, by smtps:// where it is not on this machine.',
  );

const metricsToken = ({ metricsToken: token }: AppConfig): Weakness[] =>
  when(
    token === undefined,
    'METRICS_TOKEN is not set: who scrapes the metrics needs the token of an operator, which can do everything.',
    'Set METRICS_TOKEN to 32 random characters.',
  );
