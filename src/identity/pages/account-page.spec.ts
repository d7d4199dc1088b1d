import { accountPage } from './account-page.js';

const page = { title: 'Set', company: '<b>&"Acme\'', action: '/api/x', asksName: false, done: 'Done' };

describe('The page behind a link in a mail', () => {
  it('shows the name of the company as text', () => {
    const html = accountPage(page);
    expect(html).toContain('<h1>&lt;b&gt;&amp;&quot;Acme&#39;</h1>');
    expect(html).not.toContain('<b>');
  });

  it('asks for a name where one is wanted', () => {
    expect(accountPage(page)).not.toContain('name="name"');
    expect(accountPage({ ...page, asksName: true })).toContain('name="name"');
  });
});
