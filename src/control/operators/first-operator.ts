import { InjectControlRepository } from '@tenantry/nest';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Repository } from 'typeorm';
import { AppConfig, ConfigError } from '../../config/config.js';
import { weakSettings } from '../../config/weak-settings.js';
import { ConflictError } from '../../kernel/errors.js';
import { Operator } from './operator.entity.js';
import { OperatorService } from './operator.service.js';

export interface FirstOperatorReport {
  readonly email: string;
  /** To be shown once: only when the operator and the password were made just now. */
  readonly password?: string;
}

/** Without an operator nobody could make one: the first comes from the settings, or is made up. */
@Injectable()
export class FirstOperator implements OnApplicationBootstrap {
  private report?: Promise<FirstOperatorReport>;

  constructor(
    @InjectControlRepository(Operator) private readonly operators: Repository<Operator>,
    private readonly service: OperatorService,
    private readonly config: AppConfig,
    private readonly http: HttpAdapterHost,
  ) {}

  /** A server needs one to be reached; the command line makes its own (`operator create`). */
  async onApplicationBootstrap(): Promise<void> {
    if (this.http.httpAdapter) await this.ensure();
  }

  /** Does its work once; whoever asks again gets the same report, to print it. */
  ensure(): Promise<FirstOperatorReport> {
    this.report ??= this.make();
    return this.report;
  }

  private async make(): Promise<FirstOperatorReport> {
    const { adminEmail, adminPassword, baseDomain } = this.config;
    const first = await this.first();
    if (first) return { email: first.email };
    this.assertStrong();
    const email = adminEmail ?? `admin@${baseDomain}`;
    try {
      const made = { email, ...(adminPassword === undefined ? {} : { password: adminPassword }) };
      const { password } = await this.service.create(made);
      return { email, ...(password === undefined ? {} : { password }) };
    } catch (error) {
      // Another process, starting at the same time, was quicker.
      if (error instanceof ConflictError || (await this.first())) return { email };
      throw error;
    }
  }

  /** A production that begins has nothing to lose yet by better secrets. */
  private assertStrong(): void {
    const weak = this.config.production ? weakSettings(this.config) : [];
    if (weak.length > 0) throw new ConfigError(weak.map(({ name, problem }) => `${name} ${problem}`));
  }

  private first(): Promise<Operator | null> {
    return this.operators.findOne({ where: { active: true }, order: { id: 'ASC' } });
  }
}
