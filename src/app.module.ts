import { TenantModule } from '@tenantry/nest';
import { type DynamicModule, Module } from '@nestjs/common';
import { Clock, ClockModule } from './kernel/clock/clock.js';
import { AppConfig } from './config/config.js';
import { EntitlementsModule } from './kernel/entitlements/entitlements.module.js';
import { ConfigModule } from './config/config.module.js';
import { tenancyOptions } from './start/tenancy-options.js';
import { OperatorAuditModule } from './control/audit/operator-audit.module.js';
import { DirectoryModule } from './control/directory/directory.module.js';
import { PeopleModule } from './control/directory/people.module.js';
import { DomainsModule } from './control/domains/domains.module.js';
import { JobsModule } from './control/jobs/jobs.module.js';
import { OperatorsModule } from './control/operators/operators.module.js';
import { ServersModule } from './control/servers/servers.module.js';
import { TenantsModule } from './control/tenants/tenants.module.js';
import { AccountingModule } from './features/accounting/accounting.module.js';
import { CompanyModule } from './features/company/company.module.js';
import { FilesModule } from './features/files/files.module.js';
import { LocationsModule } from './features/locations/locations.module.js';
import { SalesModule } from './features/sales/sales.module.js';
import { AccessTokens } from './http/sessions/access-tokens.js';
import { AuthModule } from './http/auth/auth.module.js';
import { DocsModule } from './http/docs/docs.module.js';
import { HttpModule } from './http/server/http.module.js';
import { PublicPaths } from './kernel/request/public-paths.js';
import { LogModule } from './http/log/log.module.js';
import { MetricsModule } from './http/metrics/metrics.module.js';
import { StatementWatch } from './http/metrics/statement-watch.js';
import { CentralModule } from './identity/central/central.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { MailModule } from './mail/mail.module.js';
import { ObjectStoreModule } from './object-store/object-store.module.js';
import { PdfModule } from './pdf/pdf.module.js';
import { ProvisioningModule } from './start/provisioning.module.js';
import { StartModule } from './start/start.module.js';
import { SeedModule } from './seed/seed.module.js';

const PLATFORM = [
  EntitlementsModule,
  LogModule,
  HttpModule,
  AuthModule,
  MetricsModule,
  DocsModule,
  OutboxModule,
  MailModule,
  ObjectStoreModule,
  PdfModule,
  ProvisioningModule,
  StartModule,
];
const CONTROL = [
  OperatorAuditModule,
  DirectoryModule,
  PeopleModule,
  OperatorsModule,
  ServersModule,
  TenantsModule,
  DomainsModule,
  JobsModule,
];
const PUBLIC = [CentralModule];
const TENANTS = [IdentityModule, FilesModule, CompanyModule, LocationsModule, AccountingModule, SalesModule];
const SAMPLES = [SeedModule];

/** The whole program: one line per feature module. */
@Module({})
export class AppModule {
  static with(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        ClockModule.with(config.testClockFile),
        TenantModule.forRootAsync({
          inject: [AppConfig, AccessTokens, PublicPaths, StatementWatch, Clock],
          useFactory: tenancyOptions,
        }),
        ...PLATFORM,
        ...CONTROL,
        ...PUBLIC,
        ...TENANTS,
        ...SAMPLES,
      ],
    };
  }
}
