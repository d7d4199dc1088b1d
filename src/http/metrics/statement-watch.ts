import { type EndedStatement, type StoreEvent, type StoreWatch, TenantCounts } from '@tenantry/nest/operator';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../../config/config.js';
import { type CollectedMetric, samplesBy } from './collected-metric.js';

const LONGEST = 2_000;
const LITERAL = /'(?:[^']|'')*'/g;

/** Its text has placeholders where its values were; what was written into it by hand is taken out. */
const textOf = (sql: string): string => sql.replaceAll(LITERAL, "'?'").slice(0, LONGEST);

/** What the log and the metrics say of statements and stores. Every statement passes here: it costs two additions. */
@Injectable()
export class StatementWatch implements StoreWatch {
  private readonly logger = new Logger('Store');
  private readonly isDebugging: boolean;
  private readonly seconds = new TenantCounts();
  private readonly errors = new TenantCounts();
  private readonly slow = new TenantCounts();

  constructor(private readonly config: AppConfig) {
    this.isDebugging = config.logLevel === 'debug' || config.logLevel === 'trace';
  }

  statement({ tenant, store, sql, ms, failed }: EndedStatement): void {
    if (tenant !== undefined) {
      this.seconds.add(tenant, ms / 1000);
      if (failed) this.errors.add(tenant);
    }
    const { slowStatementMs } = this.config;
    const isSlow = slowStatementMs > 0 && ms >= slowStatementMs;
    if (isSlow && tenant !== undefined) this.slow.add(tenant);
    if (!isSlow && !this.isDebugging) return;
    const line = { tenant, store, ms: Math.round(ms * 100) / 100, failed, query: textOf(sql) };
    if (isSlow) this.logger.warn(line, 'A statement was slow.');
    else this.logger.debug(line, 'Statement');
  }

  store({ event, tenant, store }: StoreEvent): void {
    if (this.isDebugging) this.logger.debug({ tenant, store, event }, `Store ${event}`);
  }

  get metrics(): CollectedMetric[] {
    return [
      metricOf('statement_seconds', 'Time of statements by tenant', this.seconds),
      metricOf('statement_errors', 'Statements that failed by tenant', this.errors),
      metricOf('slow_statements', 'Statements over SLOW_STATEMENT_MS by tenant', this.slow),
    ];
  }
}

const metricOf = (name: string, help: string, counts: TenantCounts): CollectedMetric => ({
  name: `tenantry_tenant_${name}_total`,
  type: 'counter',
  help: `${help}; at most 50 tenants, the others under _other.`,
  read: () => samplesBy('tenant', counts.counts()),
});
