import type { PostingRuleSet } from '../rows/posting.rules.js';
import { PostingRules } from './posting-rules.service.js';

const SHIPPED: PostingRuleSet = {
  goods_shipped: { memo: 'Shipment', debit: [['expense', 'value']], credit: [['bank', 'value']] },
  shipment_returned: { memo: 'Return of', takesBack: 'goods_shipped' },
};

describe('PostingRules', () => {
  it('knows what features have registered, besides its own sources', () => {
    const rules = new PostingRules();
    rules.register(SHIPPED);
    expect(rules.sources()).toEqual(expect.arrayContaining(['goods_shipped', 'shipment_returned', 'manual']));
    expect(rules.posting('goods_shipped').memo).toBe('Shipment');
    expect(rules.withdrawal('shipment_returned').takesBack).toBe('goods_shipped');
  });

  it('refuses an event that another feature has, or that is an own source', () => {
    const rules = new PostingRules();
    rules.register(SHIPPED);
    expect(() => rules.register(SHIPPED)).toThrow('"goods_shipped" has a posting rule already.');
    const opening = { memo: 'Opening', debit: [], credit: [] };
    expect(() => rules.register({ opening })).toThrow('"opening" has a posting rule already.');
  });

  it('refuses to take back what nothing posts', () => {
    const back = { memo: 'Back', takesBack: 'unheard_of' };
    expect(() => new PostingRules().register({ back })).toThrow('"back" takes back "unheard_of"');
  });

  it('refuses an event of the other kind', () => {
    const rules = new PostingRules();
    rules.register(SHIPPED);
    expect(() => rules.posting('shipment_returned')).toThrow('no posting rule describes');
    expect(() => rules.withdrawal('goods_shipped')).toThrow('takes back');
  });
});
