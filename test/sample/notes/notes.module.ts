import { TenantModule } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { NotesInit1795000000000 } from './1795000000000-notes-init.js';
import { NoteController } from './note.controller.js';
import { Note } from './note.entity.js';
import { NoteService } from './note.service.js';

@Module({
  imports: [TenantModule.forFeature([Note], { migrations: [NotesInit1795000000000] })],
  controllers: [NoteController],
  providers: [NoteService],
})
export class NotesModule {}
