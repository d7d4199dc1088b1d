import { InjectControlDataSource } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import type { DataSource } from 'typeorm';

const NAME = 'controlDatabase';
const PATIENCE_MS = 2000;

/** Whether the control database answers. Why it doesn't is in the log, not in the answer. */
@Injectable()
export class ControlDatabaseIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    @InjectControlDataSource() private readonly control: DataSource,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(NAME);
    const late = new AbortController();
    try {
      await Promise.race([this.control.query('SELECT 1'), timeout(late.signal)]);
      return indicator.up();
    } catch {
      return indicator.down();
    } finally {
      late.abort();
    }
  }
}

function timeout(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
