import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../http/auth/current-user.decorator.js';
import type { Principal } from '../../http/auth/principal.js';
import { Roles } from '../../http/auth/roles.decorator.js';
import { Plane } from '../../http/plane.decorator.js';
import { NewUserInput, UserChangeInput, UserPage, UserQuery, UserView, userView } from './user.dto.js';
import { UserService } from './user.service.js';

@ApiTags('users')
@ApiBearerAuth()
@Plane('tenant')
@Roles('owner', 'admin')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UserService) {}

  @Get()
  @ApiOperation({ summary: 'List users', description: '`q` searches name and e-mail address.' })
  @ApiOkResponse({ type: UserPage })
  async list(@Query() query: UserQuery): Promise<UserPage> {
    const { items, nextCursor } = await this.users.list(query);
    return { items: items.map(userView), nextCursor };
  }

  @Post()
  @ApiOperation({
    summary: 'Create a user with a password',
    description: 'To let people choose their own password, invite them.',
  })
  @ApiCreatedResponse({ type: UserView })
  async create(@Body() input: NewUserInput, @CurrentUser() by: Principal): Promise<UserView> {
    return userView(await this.users.create(input, by));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a user' })
  @ApiOkResponse({ type: UserView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<UserView> {
    return userView(await this.users.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change name or role, deactivate or reactivate' })
  @ApiOkResponse({ type: UserView })
  async update(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: UserChangeInput,
    @CurrentUser() by: Principal,
  ): Promise<UserView> {
    return userView(await this.users.update(id, input, by));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deactivate a user', description: 'The row stays, because the books name it.' })
  async deactivate(@Param('id', ParseUUIDPipe) id: string, @CurrentUser() by: Principal): Promise<void> {
    await this.users.update(id, { active: false }, by);
  }
}
