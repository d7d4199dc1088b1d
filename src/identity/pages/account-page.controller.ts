import { Tenancy } from '@tenantry/nest';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { ACCOUNT_SCRIPT, accountPage } from './account-page.js';

/** Where the links in mails lead. Outside `/api`: see ACCOUNT_PAGES. */
@ApiExcludeController()
@Plane('tenant')
@Public()
@Controller()
export class AccountPageController {
  constructor(private readonly tenancy: Tenancy) {}

  @Get('invitations/accept')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  invitation(): string {
    return accountPage({
      title: 'Accept the invitation',
      company: this.tenancy.current().name,
      action: '../api/invitations/accept',
      asksName: true,
      done: 'Welcome. You can sign in now.',
    });
  }

  @Get('password/reset')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  password(): string {
    return accountPage({
      title: 'Set a new password',
      company: this.tenancy.current().name,
      action: '../api/auth/password/reset',
      asksName: false,
      done: 'Your password is set. You can sign in now.',
    });
  }

  @Get('account.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return ACCOUNT_SCRIPT;
  }
}
