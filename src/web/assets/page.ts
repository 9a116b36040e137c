/*
 * What every page gains from a script: keys to move and act, and colours that change without a reload.
 * The keys act on what the page already has (links, boxes, buttons); a key whose thing is missing does nothing.
 */

interface Key {
  keys: string[];
  words: string;
  act(): void;
  /** Whether the page has what the key acts on. */
  here(): boolean;
}

const papers = () => [...document.querySelectorAll<HTMLElement>('[data-papers] article')];
const link = (selector: string) => document.querySelector<HTMLAnchorElement>(selector);
const heading = (paper: HTMLElement) => paper.querySelector<HTMLElement>('h2 a') ?? paper.querySelector('h2');
const current = () => document.activeElement?.closest<HTMLElement>('[data-papers] article') ?? undefined;

const KEYS: Key[] = [
  { keys: ['j', 'n'], words: 'next paper', act: () => move(1), here: hasPapers },
  { keys: ['k', 'p'], words: 'previous paper', act: () => move(-1), here: hasPapers },
  { keys: ['o', 'Enter'], words: 'open the paper', act: open, here: () => link('[data-open]') !== null },
  { keys: ['v'], words: 'vote for the paper, or mark it', act: vote, here: () => voteButton() !== null },
  { keys: ['m'], words: 'more or less of the abstract', act: fold, here: () => document.querySelector('.fold-switch') !== null },
  { keys: ['['], words: 'previous edition', act: () => link('[data-edition="previous"]')?.click(), here: () => link('[data-edition="previous"]') !== null },
  { keys: [']'], words: 'next edition', act: () => link('[data-edition="next"]')?.click(), here: () => link('[data-edition="next"]') !== null },
  { keys: ['/'], words: 'search', act: () => searchBox()?.focus(), here: () => searchBox() !== null },
  { keys: ['t'], words: 'light or dark', act: () => themeButton()?.click(), here: () => themeButton() !== undefined },
  { keys: ['?'], words: 'these keys', act: showKeys, here: () => true },
];

function hasPapers(): boolean {
  return papers().length > 0;
}

function searchBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('input[type="search"]');
}

/** From the paper in hand, else from the first one that can be seen. */
function move(step: 1 | -1): void {
  const all = papers();
  const at = current();
  const visible = all.findIndex((paper) => paper.getBoundingClientRect().bottom > 0);
  const to = at ? all.indexOf(at) + step : Math.max(0, visible);
  const paper = all[to];
  if (!paper) return;
  heading(paper)?.focus({ preventScroll: true });
  paper.scrollIntoView({ block: 'nearest' });
}

function open(): void {
  current()?.querySelector<HTMLAnchorElement>('[data-open]')?.click();
}

/** Of the paper in hand; of the page's own paper where there is no list. */
function voteButton(): HTMLButtonElement | null {
  return (current() ?? papers()[0] ?? document).querySelector<HTMLButtonElement>('button.vote');
}

function vote(): void {
  voteButton()?.click();
}

function fold(): void {
  const box = (current() ?? papers()[0])?.querySelector<HTMLInputElement>('.fold-switch');
  if (box) box.checked = !box.checked;
}

function showKeys(): void {
  const dialog = document.querySelector('dialog') ?? document.body.appendChild(keysDialog());
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

function keysDialog(): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  const title = element('h2', 'Keys');
  title.id = 'keys';
  dialog.setAttribute('aria-labelledby', title.id);
  const list = element('dl');
  for (const { keys, words } of KEYS.filter((key) => key.here())) list.append(keysTerm(keys), element('dd', words));
  const form = element('form');
  form.method = 'dialog';
  form.append(element('button', 'Close'));
  dialog.append(title, list, form);
  return dialog;
}

function keysTerm(keys: string[]): HTMLElement {
  const term = element('dt');
  term.append(...keys.flatMap((key, index) => (index > 0 ? [' or ', element('kbd', key)] : [element('kbd', key)])));
  return term;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text = ''): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** Keys are the reader's own while something is typed, and with any modifier they are the browser's. */
function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  // On a link or button Enter already does what it should.
  if (event.key === 'Enter') return;
  const key = KEYS.find(({ keys }) => keys.includes(event.key));
  if (!key?.here()) return;
  event.preventDefault();
  key.act();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const box = target instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return !box && target.matches('input, textarea, select, [contenteditable]');
}

/** The one of the two buttons that the style sheet shows. */
function themeButton(): HTMLButtonElement | undefined {
  const buttons = document.querySelectorAll<HTMLButtonElement>('.theme-button button');
  return [...buttons].find((button) => button.offsetParent !== null);
}

/** Changes the colours at once and lets the server remember them; while it cannot be reached they hold for this page. */
async function chooseTheme(event: SubmitEvent): Promise<void> {
  const form = event.target;
  const button = event.submitter;
  if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement) || button.name !== 'theme') return;
  event.preventDefault();
  document.documentElement.dataset['theme'] = button.value;
  for (const choice of document.querySelectorAll<HTMLButtonElement>('.theme-choice button')) {
    choice.setAttribute('aria-pressed', String(choice.value === button.value));
  }
  const body = new URLSearchParams([['theme', button.value], ['back', '/']]);
  await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
}

function tellOfKeys(): void {
  const hint = document.querySelector<HTMLElement>('[data-keys]');
  if (!hint) return;
  hint.append('Press ', element('kbd', '?'), ' for the keys.');
  hint.hidden = false;
}

document.addEventListener('keydown', onKey);
document.addEventListener('submit', (event) => void chooseTheme(event));
tellOfKeys();
