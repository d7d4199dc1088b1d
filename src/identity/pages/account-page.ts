/** What a page for a link from a mail asks for, and where it sends the answer. */
export interface AccountPage {
  readonly title: string;
  readonly company: string;
  /** Path of the API that takes `{token, password, name?}`, relative: the page may lie under `/t/<slug>`. */
  readonly action: string;
  readonly asksName: boolean;
  /** What is shown when it has worked. */
  readonly done: string;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:10vh auto;padding:0 1rem}
label{display:block;margin:1rem 0}input{display:block;width:100%;font:inherit;padding:.5rem;box-sizing:border-box}
button{font:inherit;padding:.5rem 1rem}`;

const NAME_FIELD = '<label>Your name<input name="name" autocomplete="name" maxlength="200" required></label>';

/** A form without a front end around it: the mails' links must lead somewhere. */
export const accountPage = ({ title, company, action, asksName, done }: AccountPage): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · ${escaped(company)}</title>
<style>${STYLE}</style>
<h1>${escaped(company)}</h1>
<form data-action="${escaped(action)}" data-done="${escaped(done)}">
<h2>${escaped(title)}</h2>
${asksName ? NAME_FIELD : ''}
<label>New password<input name="password" type="password" autocomplete="new-password" minlength="10" maxlength="200" required></label>
<button>${escaped(title)}</button>
</form>
<p role="status"></p>
<script src="../account.js" defer></script>
</html>
`;

/** Sends the form as JSON, with the token of the page's address; links of older mails have it in their query. */
export const ACCOUNT_SCRIPT = `const form = document.querySelector('form');
const status = document.querySelector('[role=status]');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = location.hash.slice(1) || (new URLSearchParams(location.search).get('token') ?? '');
  const body = JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(form.dataset.action, { method: 'POST', headers, body }).catch(() => undefined);
  if (answer?.ok) {
    form.remove();
    history.replaceState(null, '', location.pathname);
    status.textContent = form.dataset.done;
    return;
  }
  const problem = await answer?.json().catch(() => undefined);
  status.textContent = problem?.detail ?? 'That did not work. Try again.';
});
`;
