import { InjectControlRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { FreshCache } from '../../cache/fresh-cache.js';
import { Operator } from './operator.entity.js';

/** The state of the operators behind access tokens; see SignedInUsers. */
@Injectable()
export class SignedInOperators {
  private readonly cache = new FreshCache<Operator | null>({ max: 1000, ttlMs: 10_000 });

  constructor(@InjectControlRepository(Operator) private readonly operators: Repository<Operator>) {}

  get(id: string): Promise<Operator | null> {
    return this.cache.get(id, () => this.operators.findOneBy({ id }));
  }

  forget(id: string): void {
    this.cache.forget(id);
  }
}
