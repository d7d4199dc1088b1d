import { Module } from '@nestjs/common';
import { IdentityModule } from '../../identity/identity.module.js';
import { DirectoryController } from './directory.controller.js';
import { PeopleService } from './people.service.js';

/** The directory as operators see it. */
@Module({
  imports: [IdentityModule],
  controllers: [DirectoryController],
  providers: [PeopleService],
  exports: [PeopleService],
})
export class PeopleModule {}
