import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { WrongPasswordError } from '../../http/auth/auth.errors.js';
import { CredentialCheck } from '../../http/sign-in/credential-check.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { OperatorCredentials } from './operator-credentials.js';

/** An access token alone must not make or change operators: whoever finds one would keep the platform. */
@Injectable()
export class OperatorProof {
  constructor(
    private readonly credentials: CredentialCheck,
    private readonly accounts: OperatorCredentials,
  ) {}

  /** Throws WrongPasswordError. Wrong ones count as failed sign-ins. */
  async prove({ email }: Principal, password: string, address: string): Promise<void> {
    const source = { realm: 'operator', address };
    try {
      await this.credentials.check({ email, password }, this.accounts, source);
    } catch (error) {
      throw error instanceof UnauthenticatedError ? new WrongPasswordError() : error;
    }
  }
}
