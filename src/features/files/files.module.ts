import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { FilesInit1763003200000 } from '../../../migrations/tenant/files/1763003200000-files-init.js';
import { FileService } from './file.service.js';
import { FileSweep } from './file-sweep.js';
import { FilesController } from './files.controller.js';
import { StoredFile } from './stored-file.entity.js';
import { UsageCount } from './usage-count.entity.js';
import { Usage } from './usage.service.js';

/** Files that people send, and how much room they take. */
@Module({
  imports: [TenantModule.forFeature([StoredFile, UsageCount], { migrations: [FilesInit1763003200000] })],
  controllers: [FilesController],
  providers: [FileService, FileSweep, Usage],
  exports: [FileService, FileSweep, Usage],
})
export class FilesModule {}
