import {
  Body,
  Controller,
  Delete,
  Get,
  Ip,
  Param,
  Patch,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser } from '../../kernel/rights/current-user.decorator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import {
  NewOperatorView,
  OperatorPage,
  OperatorProofInput,
  OperatorQuery,
  OperatorView,
  operatorView,
  ProvedNewOperatorInput,
  ProvedOperatorChangeInput,
} from './operator.dto.js';
import { OperatorProof } from './operator-proof.js';
import { OperatorService } from './operator.service.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';
import { CHANGE } from '../../kernel/docs/refusals.js';

@ApiTags('operators')
@Plane('admin')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('operators')
export class OperatorsController {
  constructor(
    private readonly operators: OperatorService,
    private readonly proof: OperatorProof,
  ) {}

  @Get()
  @Operation({ summary: 'List operators', answers: OperatorPage, refuses: ['validation_failed'] })
  async list(@Query() query: OperatorQuery): Promise<OperatorPage> {
    const { items, nextCursor } = await this.operators.list(query);
    return { items: items.map(operatorView), nextCursor };
  }

  @Post()
  @Operation({
    summary: 'Create an operator',
    answers: NewOperatorView,
    status: 201,
    refuses: ['validation_failed', 'conflict', 'wrong_password'],
  })
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
  @Operation({ summary: 'Get an operator', answers: OperatorView, refuses: ['not_found'] })
  async get(@Param('id', IdPipe) id: string): Promise<OperatorView> {
    return operatorView(await this.operators.get(id));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change name or password, deactivate or reactivate',
    answers: OperatorView,
    refuses: [...CHANGE, 'last_operator', 'wrong_password'],
  })
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
  @Operation({
    summary: 'Deactivate an operator',
    refuses: ['validation_failed', 'not_found', 'last_operator', 'wrong_password'],
  })
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
