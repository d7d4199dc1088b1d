import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { isForeignKeyViolation } from '../../platform.js';
import { TaxRate } from '../rows/tax-rate.entity.js';

/** Nothing refers to the rate. Thrown to take its deletion back. */
class UnusedError extends Error {}

/**
 * Whether anything has a tax rate, drafts too. Much of that belongs to features which aren't known here, so the
 * store is asked, which knows all by their foreign keys: the rate is deleted, and the deletion taken back.
 */
@Injectable()
export class TaxRateUse {
  constructor(@InjectTenantRepository(TaxRate) private readonly rates: Repository<TaxRate>) {}

  /** Call it with the rate locked, so that nothing comes to have it meanwhile. */
  async isUsed(id: string): Promise<boolean> {
    try {
      return await this.tryDelete(id);
    } catch (error) {
      if (error instanceof UnusedError) return false;
      if (isForeignKeyViolation(error)) return true;
      throw error;
    }
  }

  @Transactional()
  private async tryDelete(id: string): Promise<never> {
    await this.rates.delete({ id });
    throw new UnusedError();
  }
}
