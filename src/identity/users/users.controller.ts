import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Permission } from '../../kernel/rights/permission.decorator.js';
import { WholeCompany } from '../../kernel/rights/whole-company.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import { AccountRelease } from './account-release.js';
import { NewUserInput, UserChangeInput, UserPage, UserQuery, UserView, userView } from './user.dto.js';
import { UserService } from './user.service.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';
import { CHANGE } from '../../kernel/docs/refusals.js';

@ApiTags('users')
@Plane('tenant')
@Permission('users', 'write')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UserService,
    private readonly release: AccountRelease,
  ) {}

  @Get()
  @Operation({
    summary: 'List users',
    description: '`q` searches name and e-mail address.',
    answers: UserPage,
    refuses: ['validation_failed'],
  })
  @WholeCompany()
  async list(@Query() query: UserQuery): Promise<UserPage> {
    const { items, nextCursor } = await this.users.list(query);
    return { items: items.map(userView), nextCursor };
  }

  @Post()
  @Operation({
    summary: 'Create a user',
    description: 'Without a password the user gets a mail with a link to choose one.',
    answers: UserView,
    status: 201,
    refuses: ['validation_failed', 'plan_limit_reached', 'conflict'],
  })
  async create(@Body() input: NewUserInput, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.users.create(input, by));
  }

  @Get(':id')
  @Operation({ summary: 'Get a user', answers: UserView, refuses: ['not_found', 'location_forbidden'] })
  async get(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.users.show(id, by));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change name or role, deactivate or reactivate',
    answers: UserView,
    refuses: [...CHANGE, 'last_owner', 'plan_limit_reached'],
  })
  async update(
    @Param('id', IdPipe) id: string,
    @Body() input: UserChangeInput,
    @CurrentUser() by: Principal,
  ): Promise<UserView> {
    return userView(await this.users.update(id, input, by));
  }

  @Post(':id/unlock')
  @Operation({
    summary: 'Free an account that failed sign-ins have locked',
    description: 'For whoever may handle the user. The password stays as it is.',
    answers: UserView,
    refuses: ['not_found', 'location_forbidden'],
  })
  async unlock(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.release.unlock(id, by));
  }

  @Delete(':id')
  @Operation({
    summary: 'Deactivate a user',
    description: 'The row stays, because the books name it.',
    refuses: ['not_found', 'last_owner'],
  })
  async deactivate(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<void> {
    await this.users.update(id, { active: false }, by);
  }
}
