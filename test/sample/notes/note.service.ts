import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { keysetPage, type Page, type PageQuery } from '../../../src/features/platform.js';
import { Note } from './note.entity.js';

@Injectable()
export class NoteService {
  constructor(@InjectTenantRepository(Note) private readonly notes: Repository<Note>) {}

  list(query: PageQuery): Promise<Page<Note>> {
    const sort = [{ column: 'id', direction: 'ASC' }] as const;
    return keysetPage(this.notes.createQueryBuilder('note'), { query, sort });
  }

  create(title: string): Promise<Note> {
    return this.notes.save(this.notes.create({ title }));
  }
}
