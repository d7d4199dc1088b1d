import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { AccountLock } from '../../http/sign-in/account-lock.js';
import { SignInFailure } from '../../http/sign-in/sign-in-failure.entity.js';

/** Failures are kept in the tenant's own store: the same person at another tenant isn't locked out. */
@Injectable()
export class UserAccountLock extends AccountLock {
  constructor(@InjectTenantRepository(SignInFailure) failures: Repository<SignInFailure>, clock: Clock) {
    super(failures, clock);
  }
}
