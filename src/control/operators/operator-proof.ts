import { InjectControlRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UnauthenticatedError } from '../../errors.js';
import { WrongPasswordError } from '../../http/auth/auth.errors.js';
import { CredentialCheck } from '../../http/auth/credential-check.js';
import type { Principal } from '../../http/auth/principal.js';
import { OperatorAccountLock } from './operator-account-lock.js';
import { Operator } from './operator.entity.js';

/** An access token alone must not make or change operators: whoever finds one would keep the platform. */
@Injectable()
export class OperatorProof {
  constructor(
    @InjectControlRepository(Operator) private readonly operators: Repository<Operator>,
    private readonly credentials: CredentialCheck,
    private readonly lock: OperatorAccountLock,
  ) {}

  /** Throws WrongPasswordError. Wrong ones count as failed sign-ins. */
  async prove({ email }: Principal, password: string, address: string): Promise<void> {
    const find = (address: string) => this.operators.findOneBy({ email: address, active: true });
    const source = { realm: 'operator', address };
    try {
      await this.credentials.check({ email, password }, { lock: this.lock, find }, source);
    } catch (error) {
      throw error instanceof UnauthenticatedError ? new WrongPasswordError() : error;
    }
  }
}
