import { Module } from '@nestjs/common';
import { ServerService } from './server.service.js';
import { ServersController } from './servers.controller.js';

@Module({ controllers: [ServersController], providers: [ServerService], exports: [ServerService] })
export class ServersModule {}
