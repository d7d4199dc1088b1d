import {
  BaseEntity,
  ChildEntity,
  Column,
  DeleteDateColumn,
  Entity,
  EntitySchema,
  EventSubscriber,
  type EntitySubscriberInterface,
  type InsertEvent,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  OneToOne,
  PrimaryColumn,
  type Relation,
  TableInheritance,
  Tree,
  TreeChildren,
  TreeParent,
  Unique,
  VersionColumn,
  ViewColumn,
  ViewEntity,
  VirtualColumn,
} from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** One entity of each kind TypeORM knows: what the shared metadata has to get right for every tenant. */
class FullName {
  @Column('varchar')
  first: string;

  @Column('varchar')
  last: string;
}

@Entity('profiles')
export class Profile {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  about: string;
}

@Entity('authors')
@Unique(['handle'])
export class Author {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  handle: string;

  @Column(() => FullName)
  name: FullName;

  @OneToOne(() => Profile, { cascade: true, nullable: true })
  @JoinColumn()
  profile: Relation<Profile> | null;

  @OneToMany(() => Book, (book) => book.author, { cascade: true })
  books: Promise<Book[]>;

  @VersionColumn({ type: 'int' })
  version: number;

  @DeleteDateColumn({ type: Date })
  deletedAt: Date | null;
}

@Entity('tags')
export class Tag {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  label: string;
}

@Entity('books')
export class Book {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  title: string;

  @ManyToOne(() => Author, (author) => author.books, { nullable: true })
  author: Promise<Author | null>;

  @ManyToMany(() => Tag, { cascade: true })
  @JoinTable()
  tags: Tag[];
}

@Entity('shelves')
@Tree('closure-table')
export class Shelf {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  label: string;

  @TreeParent()
  parent: Shelf | null;

  @TreeChildren()
  children: Shelf[];
}

@Entity('items')
@TableInheritance({ column: { type: 'varchar', name: 'kind' } })
export class Item {
  @PrimaryColumn('uuid')
  id: string = uuidv7();
}

@ChildEntity('map')
export class MapItem extends Item {
  @Column('varchar', { nullable: true })
  region: string;
}

@ChildEntity('film')
export class FilmItem extends Item {
  @Column('int', { nullable: true })
  minutes: number;
}

@Entity('notes')
export class Note extends BaseEntity {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  text: string;
}

/** Whoever asks, as far as a program can know it: `readBy` is made of it at each read. */
export const reader = { name: '' };

@Entity('stickers')
export class Sticker {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @VirtualColumn({ type: 'varchar', query: () => `SELECT '${reader.name}'` })
  readBy: string;
}

export interface Setting {
  key: string;
  value: string;
}

export const SettingSchema = new EntitySchema<Setting>({
  name: 'Setting',
  tableName: 'settings',
  columns: { key: { type: 'varchar', primary: true }, value: { type: 'varchar' } },
});

@ViewEntity({
  name: 'book_titles',
  expression: (source) => source.createQueryBuilder().select('book.title', 'title').from(Book, 'book'),
})
export class BookTitle {
  @ViewColumn()
  title: string;
}

/** Keeps no state; writes what it sees through the event's manager. */
@EventSubscriber()
export class TagSubscriber implements EntitySubscriberInterface<Tag> {
  listenTo() {
    return Tag;
  }

  async afterInsert(event: InsertEvent<Tag>): Promise<void> {
    const store = (event.dataSource as unknown as { owner: { name: string } }).owner.name;
    await event.manager.insert(SettingSchema, { key: `tag:${event.entity.label}`, value: store });
  }
}

export const LIBRARY_ENTITIES = [
  Author,
  Profile,
  Book,
  Tag,
  Shelf,
  Item,
  MapItem,
  FilmItem,
  Note,
  Sticker,
  SettingSchema,
  BookTitle,
];
