import { randomBytes } from 'node:crypto';
import { attested } from '@tenantry/nest/operator';
import { InjectControlDataSource, InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { DataSource, Repository } from 'typeorm';
import { TakenError, NotFoundError } from '../../kernel/errors.js';
import { PasswordHasher } from '../../http/sign-in/password-hasher.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { keysetPage, searchText } from '../../kernel/lists/keyset.js';
import { assertVersion } from '../../kernel/input/version.js';
import type { NewOperatorInput, OperatorChangeInput, OperatorQuery } from './operator.dto.js';
import { Operator } from './operator.entity.js';
import { LastOperatorError } from './operator.errors.js';
import { OperatorSessions } from './operator-sessions.js';
import { SignedInOperators } from './signed-in-operators.js';

export interface NewOperator {
  readonly operator: Operator;
  /** The password, when it was made here. */
  readonly password?: string;
}

@Injectable()
export class OperatorService {
  constructor(
    @InjectControlRepository(Operator) private readonly operators: Repository<Operator>,
    @InjectControlDataSource() private readonly control: DataSource,
    private readonly sessions: OperatorSessions,
    private readonly signedIn: SignedInOperators,
    private readonly hasher: PasswordHasher,
  ) {}

  list({ active, q, ...query }: OperatorQuery): Promise<Page<Operator>> {
    const builder = this.operators.createQueryBuilder('operator');
    if (active !== undefined) builder.andWhere('operator.active = :active', { active });
    searchText(builder, q);
    return keysetPage(builder, { query, sort: [{ column: 'email', direction: 'ASC' }] });
  }

  async get(id: string): Promise<Operator> {
    const operator = await this.operators.findOneBy({ id });
    if (!operator) throw new NotFoundError('operator', id);
    return operator;
  }

  async create({ email, name, password }: NewOperatorInput): Promise<NewOperator> {
    const made = password ? undefined : newPassword();
    if (await this.operators.existsBy({ email })) {
      throw new TakenError('email', email);
    }
    const operator = this.operators.create({
      email,
      name: name ?? email,
      passwordHash: await this.hasher.hash(password ?? made ?? ''),
      active: true,
      madePassword: made !== undefined,
      tokenVersion: 0,
    });
    await this.changed(async () => {
      await this.operators.insert(operator);
      return operator;
    });
    return { operator, ...(made === undefined ? {} : { password: made }) };
  }

  async update(
    id: string,
    { password, ...input }: Omit<OperatorChangeInput, 'currentPassword'>,
  ): Promise<Operator> {
    const passwordHash = password ? await this.hasher.hash(password) : undefined;
    const operator = await this.changed(() => this.change(id, { ...input, passwordHash }));
    await this.signedIn.changed();
    return operator;
  }

  /** The one who signs in with this address. Throws NotFoundError. */
  async findActive(email: string): Promise<Operator> {
    const operator = await this.operators.findOneBy({ email, active: true });
    if (!operator) throw new NotFoundError('active operator', email);
    return operator;
  }

  /** Signs the operator out everywhere. Without a password one is made up and answered once. */
  async resetPassword(id: string, password?: string): Promise<NewOperator> {
    const made = password ? undefined : newPassword();
    const passwordHash = await this.hasher.hash(password ?? made ?? '');
    const change = { passwordHash, madePassword: made !== undefined };
    const operator = await this.changed(() => this.change(id, change));
    await this.signedIn.changed();
    return { operator, ...(made === undefined ? {} : { password: made }) };
  }

  /** With the line of whoever asked for it in the same transaction. */
  private changed(work: () => Promise<Operator>): Promise<Operator> {
    return attested((attest) =>
      this.control.transaction(async () => {
        const operator = await work();
        await attest(operator);
        return operator;
      }),
    );
  }

  private async change(id: string, { version, ...input }: Change): Promise<Operator> {
    // All that are active are locked: two operators who deactivate each other at once would both find another one.
    const others = await this.operators.find({
      where: { active: true },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const operator = others.find((one) => one.id === id) ?? (await this.get(id));
    assertVersion('operator', operator, version);
    const leaves = operator.active && input.active === false;
    if (leaves && others.length === 1) throw new LastOperatorError();
    const signsOut = leaves || input.passwordHash !== undefined;
    const tokenVersion = operator.tokenVersion + Number(signsOut);
    const name = input.name ?? operator.name;
    const passwordHash = input.passwordHash ?? operator.passwordHash;
    const madePassword =
      input.passwordHash === undefined ? operator.madePassword : (input.madePassword ?? false);
    const active = input.active ?? operator.active;
    const changed = { name, passwordHash, madePassword, tokenVersion, active };
    if (signsOut) await this.sessions.revokeAllOf(id);
    return this.operators.save(Object.assign(operator, changed));
  }
}

type Change = Omit<OperatorChangeInput, 'password'> & { passwordHash?: string; madePassword?: boolean };

const newPassword = (): string => randomBytes(15).toString('base64url');
