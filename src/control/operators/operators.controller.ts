import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Param,
  Patch,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import {
  ProvedNewOperatorInput,
  NewOperatorView,
  OperatorProofInput,
  ProvedOperatorChangeInput,
  OperatorPage,
  OperatorQuery,
  OperatorView,
  operatorView,
} from './operator.dto.js';
import { OperatorProof } from './operator-proof.js';
import { OperatorService } from './operator.service.js';

@ApiTags('operators')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('operators')
export class OperatorsController {
  constructor(
    private readonly operators: OperatorService,
    private readonly proof: OperatorProof,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List operators' })
  @ApiOkResponse({ type: OperatorPage })
  @ApiProblems('validation_failed')
  async list(@Query() query: OperatorQuery): Promise<OperatorPage> {
    const { items, nextCursor } = await this.operators.list(query);
    return { items: items.map(operatorView), nextCursor };
  }

  @Post()
  @ApiOperation({ summary: 'Create an operator' })
  @ApiCreatedResponse({ type: NewOperatorView })
  @ApiProblems('validation_failed', 'conflict', 'wrong_password', 'too_many_requests')
  async create(
    @Body() { currentPassword, ...input }: ProvedNewOperatorInput,
    @CurrentUser() me: Principal,
    @Ip() address: string,
  ): Promise<NewOperatorView> {
    await this.proof.prove(me, currentPassword, address);
    const { operator, password } = await this.operators.create(input);
    return Object.assign(operatorView(operator), password === undefined ? {} : { password });
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an operator' })
  @ApiOkResponse({ type: OperatorView })
  @ApiProblems('not_found')
  async get(@Param('id', IdPipe) id: string): Promise<OperatorView> {
    return operatorView(await this.operators.get(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change name or password, deactivate or reactivate' })
  @ApiOkResponse({ type: OperatorView })
  @ApiProblems('validation_failed', 'not_found', 'version_conflict', 'last_operator')
  @ApiProblems('wrong_password', 'too_many_requests')
  async update(
    @Param('id', IdPipe) id: string,
    @Body() { currentPassword, ...input }: ProvedOperatorChangeInput,
    @CurrentUser() me: Principal,
    @Ip() address: string,
  ): Promise<OperatorView> {
    await this.proof.prove(me, currentPassword, address);
    return operatorView(await this.operators.update(id, input));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiOperation({ summary: 'Deactivate an operator' })
  @ApiProblems('validation_failed', 'not_found', 'last_operator', 'wrong_password', 'too_many_requests')
  async deactivate(
    @Param('id', IdPipe) id: string,
    @Body() { currentPassword }: OperatorProofInput,
    @CurrentUser() me: Principal,
    @Ip() address: string,
  ): Promise<void> {
    await this.proof.prove(me, currentPassword, address);
    await this.operators.update(id, { active: false });
  }
}
