import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { OperatorsInit1763000000000 } from '../../../migrations/control/1763000000000-operators-init.js';
import { OperatorsTextKeys1763000400000 } from '../../../migrations/control/1763000400000-operators-text-keys.js';
import { Session } from '../../http/sessions/session.entity.js';
import { SignInFailure } from '../../http/sign-in/sign-in-failure.entity.js';
import { OperatorMadePassword1763000200000 } from '../../../migrations/control/1763000200000-operator-made-password.js';
import { FirstOperator } from './first-operator.js';
import { OperatorAccountLock } from './operator-account-lock.js';
import { OperatorCredentials } from './operator-credentials.js';
import { OperatorSecurityLog } from './operator-security-log.js';
import { OperatorAuthController } from './operator-auth.controller.js';
import { Operator } from './operator.entity.js';
import { OperatorJwtStrategy } from './operator-jwt.strategy.js';
import { OperatorProof } from './operator-proof.js';
import { OperatorService } from './operator.service.js';
import { OperatorSessions } from './operator-sessions.js';
import { OperatorSignIn } from './operator-sign-in.js';
import { OperatorsController } from './operators.controller.js';
import { SignedInOperators } from './signed-in-operators.js';

const ENTITIES = [Operator, Session, SignInFailure];
const SIGN_IN = [
  OperatorAccountLock,
  OperatorCredentials,
  OperatorJwtStrategy,
  OperatorProof,
  OperatorSecurityLog,
  OperatorSessions,
  OperatorSignIn,
  SignedInOperators,
];

/** The people who run the platform. */
@Module({
  imports: [
    TenantModule.forControl(ENTITIES, {
      migrations: [
        OperatorsInit1763000000000,
        OperatorMadePassword1763000200000,
        OperatorsTextKeys1763000400000,
      ],
    }),
  ],
  controllers: [OperatorAuthController, OperatorsController],
  providers: [...SIGN_IN, OperatorService, FirstOperator],
  exports: [OperatorService, FirstOperator],
})
export class OperatorsModule {}
