import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Permission } from '../../kernel/rights/permission.decorator.js';
import { WholeCompany } from '../../kernel/rights/whole-company.decorator.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import { AccountRelease } from './account-release.js';
import { NewUserInput, UserChangeInput, UserPage, UserQuery, UserView, userView } from './user.dto.js';
import { UserService } from './user.service.js';

@ApiTags('users')
@ApiBearerAuth()
@Plane('tenant')
@Permission('users', 'write')
@ApiProblems('unauthenticated', 'forbidden', 'tenant_mismatch')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UserService,
    private readonly release: AccountRelease,
  ) {}

  @Get()
  @WholeCompany()
  @ApiOperation({ summary: 'List users', description: '`q` searches name and e-mail address.' })
  @ApiOkResponse({ type: UserPage })
  @ApiProblems('validation_failed')
  async list(@Query() query: UserQuery): Promise<UserPage> {
    const { items, nextCursor } = await this.users.list(query);
    return { items: items.map(userView), nextCursor };
  }

  @Post()
  @ApiOperation({
    summary: 'Create a user',
    description: 'Without a password the user gets a mail with a link to choose one.',
  })
  @ApiCreatedResponse({ type: UserView })
  @ApiProblems('validation_failed', 'plan_limit_reached', 'conflict')
  async create(@Body() input: NewUserInput, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.users.create(input, by));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a user' })
  @ApiOkResponse({ type: UserView })
  @ApiProblems('not_found', 'location_forbidden')
  async get(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.users.show(id, by));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change name or role, deactivate or reactivate' })
  @ApiOkResponse({ type: UserView })
  @ApiProblems('validation_failed', 'not_found', 'version_conflict', 'last_owner', 'plan_limit_reached')
  async update(
    @Param('id', IdPipe) id: string,
    @Body() input: UserChangeInput,
    @CurrentUser() by: Principal,
  ): Promise<UserView> {
    return userView(await this.users.update(id, input, by));
  }

  @Post(':id/unlock')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Free an account that failed sign-ins have locked',
    description: 'For whoever may handle the user. The password stays as it is.',
  })
  @ApiOkResponse({ type: UserView })
  @ApiProblems('not_found', 'location_forbidden')
  async unlock(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.release.unlock(id, by));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({ summary: 'Deactivate a user', description: 'The row stays, because the books name it.' })
  @ApiProblems('not_found', 'last_owner')
  async deactivate(@Param('id', IdPipe) id: string, @CurrentUser() by: Principal): Promise<void> {
    await this.users.update(id, { active: false }, by);
  }
}
