import { IsInt, IsOptional, Max } from 'class-validator';
import { Type } from 'class-transformer';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { ValidationPipe } from './validation.pipe.js';

class Narrowed extends PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Max(10)
  declare limit: number;
}

class Listed {
  @IsOptional()
  tags?: string[];
}

describe('A query that was accepted before', () => {
  const pipe = new ValidationPipe();
  const check = (query: object, metatype: unknown = PageQuery): Promise<object> =>
    pipe.transform(query, { type: 'query', metatype: metatype as never }) as Promise<object>;

  it('is turned into the same values again, in an object of its own', async () => {
    const first = await check({ limit: '5', q: 'a' });
    expect(first).toBeInstanceOf(PageQuery);
    Object.assign(first, { limit: 99, q: 'changed' });
    const second = await check({ limit: '5', q: 'a' });
    expect(second).toBeInstanceOf(PageQuery);
    expect(second).toEqual({ limit: 5, q: 'a' });
    expect(second).not.toBe(first);
  });

  it('has the defaults of its class', async () => {
    await check({});
    await expect(check({})).resolves.toEqual({ limit: 20 });
  });

  it('is checked by the rules of another class anew', async () => {
    await check({ limit: '50' });
    await expect(check({ limit: '50' }, Narrowed)).rejects.toMatchObject({
      errors: [{ path: 'limit' }],
    });
    await expect(check({ limit: '50' })).resolves.toMatchObject({ limit: 50 });
  });

  it('is refused each time when it was refused', async () => {
    for (const _ of [1, 2]) {
      await expect(check({ limit: '0' })).rejects.toMatchObject({ errors: [{ path: 'limit' }] });
      await expect(check({ what: '1' })).rejects.toMatchObject({ errors: [{ path: 'what' }] });
    }
  });

  it('shares no list with another request', async () => {
    const first = (await check({ tags: ['a'] }, Listed)) as Listed;
    first.tags?.push('mine');
    await expect(check({ tags: ['a'] }, Listed)).resolves.toEqual({ tags: ['a'] });
  });

  it('is told from one whose text differs', async () => {
    await check({ q: 'a', limit: '5' });
    await expect(check({ q: 'a"', limit: '5' })).resolves.toMatchObject({ q: 'a"' });
    await expect(check({ limit: ['5', '6'] })).rejects.toMatchObject({ errors: [{ path: 'limit' }] });
  });
});
