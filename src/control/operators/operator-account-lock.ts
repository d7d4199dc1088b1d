import { InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { AccountLock } from '../../http/sign-in/account-lock.js';
import { SignInFailure } from '../../http/sign-in/sign-in-failure.entity.js';

@Injectable()
export class OperatorAccountLock extends AccountLock {
  constructor(@InjectControlRepository(SignInFailure) failures: Repository<SignInFailure>, clock: Clock) {
    super(failures, clock);
  }
}
