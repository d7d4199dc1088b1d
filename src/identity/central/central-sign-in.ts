import { setTimeout as pause } from 'node:timers/promises';
import { Tenancy, type Tenant } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/config.js';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { AddressLock } from '../../http/sign-in/address-lock.js';
import { SignInService } from '../auth/sign-in.service.js';
import type {
  CentralSignInInput,
  SeveralTenants,
  SignedInCentrally,
  TenantChoice,
} from './central-sign-in.dto.js';
import { PersonFinder } from './person-finder.js';

const STEP_MS = 500;
const REFUSAL = 'The e-mail address or the password is wrong, or the account is locked for a while.';

/** Sign-in for people who don't know (or have several) addresses of their companies. */
@Injectable()
export class CentralSignIn {
  constructor(
    private readonly people: PersonFinder,
    private readonly signIn: SignInService,
    private readonly tenancy: Tenancy,
    private readonly addresses: AddressLock,
    private readonly config: AppConfig,
  ) {}

  /** Answers after a multiple of a fixed time: how many tenants were tried can't be told from it. */
  async open(input: CentralSignInInput, address: string): Promise<SignedInCentrally | SeveralTenants> {
    const source = { realm: 'public', address };
    this.addresses.assertOpen(source);
    const started = performance.now();
    try {
      return await this.answer(input, address);
    } catch (error) {
      if (error instanceof UnauthenticatedError) this.addresses.fail(source);
      throw error;
    } finally {
      await pause(STEP_MS - ((performance.now() - started) % STEP_MS));
    }
  }

  private async answer({ tenant: slug, ...credentials }: CentralSignInInput, address: string) {
    const found = await this.people.find(credentials, address, slug?.toLowerCase());
    const [only, another] = found;
    if (!only) throw new UnauthenticatedError(REFUSAL);
    if (another) return { tenants: found.map(({ tenant }) => this.choice(tenant)) };
    const signedIn = await this.tenancy.run(only.tenant, () => this.signIn.open(only.user));
    return Object.assign(signedIn, { tenant: this.choice(only.tenant) });
  }

  private choice({ id, slug, name }: Tenant): TenantChoice {
    return { id, slug, name, url: this.config.urlOf(slug) };
  }
}
