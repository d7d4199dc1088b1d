import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createTable, StoredEntity, text, TextColumn } from '@tenantry/nest/portable';
import {
  InjectTenantRepository,
  PROVISIONING_STEPS,
  type ProvisioningStep,
  type StoreOptions,
  type TenancyOptions,
  TenantModule,
} from '@tenantry/nest';
import type { TxtLookup } from '@tenantry/nest/operator';
import type { ThrowawayServer } from '@tenantry/nest/testing';
import { Entity, type MigrationInterface, type QueryRunner, type Repository } from 'typeorm';

@Entity('notes')
export class Note extends StoredEntity {
  @TextColumn(200)
  text: string;
}

export class NotesInit1763000000000 implements MigrationInterface {
  name = 'NotesInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'notes', { columns: { text: text(200) } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('notes');
  }
}

class MoreNotes1763000001000 implements MigrationInterface {
  name = 'MoreNotes1763000001000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'more_notes', { columns: { text: text(200) } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('more_notes');
  }
}

export class Notes {
  constructor(@InjectTenantRepository(Note) readonly repository: Repository<Note>) {}
}

export interface ProgramOptions {
  server: ThrowawayServer;
  /** URL of the control database. */
  controlUrl: string;
  steps?: ProvisioningStep[];
  stores?: Partial<StoreOptions>;
  /** The newer program has one migration more. */
  newer?: boolean;
  /** More modules with stores of their own. */
  modules?: DynamicModule[];
  connections?: Partial<TenancyOptions['connections']>;
  txtRecords?: TxtLookup;
  clock?: TenancyOptions['clock'];
}

@Global()
@Module({})
class StepsModule {
  static with(steps: ProvisioningStep[], feature: DynamicModule): DynamicModule {
    return {
      module: StepsModule,
      imports: [feature],
      providers: [Notes, { provide: PROVISIONING_STEPS, useValue: steps }],
      exports: [Notes, PROVISIONING_STEPS],
    };
  }
}

/** A program of one table that uses the library, without HTTP. */
export class LibraryProgram {
  private constructor(readonly app: INestApplicationContext) {}

  static async start(options: ProgramOptions): Promise<LibraryProgram> {
    const migrations = [NotesInit1763000000000, ...(options.newer ? [MoreNotes1763000001000] : [])];
    const module: DynamicModule = {
      module: ProgramModule,
      imports: [
        TenantModule.forRootAsync({ useFactory: () => tenancyOptions(options) }),
        StepsModule.with(options.steps ?? [], TenantModule.forFeature([Note], { migrations })),
        ...(options.modules ?? []),
      ],
    };
    return new LibraryProgram(
      await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }),
    );
  }

  get<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

@Module({})
class ProgramModule {}

function tenancyOptions({
  server,
  controlUrl,
  stores,
  connections,
  txtRecords,
  clock,
}: ProgramOptions): TenancyOptions {
  const serverUrl = server.engine === 'sqlite' ? `sqlite:${server.folder}/tenants` : server.url;
  return {
    baseDomain: 'localhost',
    controlUrl,
    encryptionKeys: ['a key of the tests'],
    ...(txtRecords && { txtRecords }),
    ...(clock && { clock }),
    stores: {
      serverUrl,
      isolation: 'database',
      prefix: server.prefix,
      maxTenants: 100,
      filesFolder: server.folder,
      ...stores,
    },
    connections: {
      budget: 10,
      perTenant: 2,
      acquireTimeoutMs: 3_000,
      idleMs: 1_000,
      statementTimeoutMs: 10_000,
      ...connections,
    },
  };
}

export const newTenant = (slug: string) => ({
  slug,
  name: `The ${slug} company`,
  keywords: `Owner@${slug}.test`,
  data: {
    adminEmail: `owner@${slug}.test`,
    currency: 'EUR',
    plan: null,
    trialEndsAt: null,
    maxUsers: 5,
    features: {},
  },
});
