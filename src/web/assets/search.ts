const TYPING_PAUSE = 150;
const KEPT = 8;
const STORE = 'recent searches';

/** Adds to the box of a page what is found while the reader types, and what was looked for before in this browser. */
class SearchBox extends HTMLElement {
  private readonly list = document.createElement('div');
  private timer = 0;
  private asked = new AbortController();
  private shown = '';

  connectedCallback(): void {
    this.list.className = 'search-list';
    this.list.hidden = true;
    this.append(this.list);
    this.shown = this.input.value;
    this.addEventListener('input', () => this.wait());
    this.addEventListener('focusin', () => this.input.value === '' && this.showRecent());
    this.addEventListener('focusout', (event) => this.contains(event.relatedTarget as Node | null) || this.leave());
    this.addEventListener('keydown', (event) => this.onKey(event));
    this.addEventListener('submit', () => this.asked.abort());
    // A link is followed after the pointer is up: the list must still be there.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    if (this.results) remember(this.input.value);
  }

  private get input(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  /** On a page of results these change; on any other titles stand below the box. */
  private get results(): Element | null {
    return document.querySelector('search-results');
  }

  /** Results that changed while it was typed had no page of their own that would remember what was asked. */
  private leave(): void {
    this.hide();
    if (this.results) remember(this.shown);
  }

  private hide(): void {
    this.list.hidden = true;
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.asked.abort();
    const query = this.input.value.trim();
    if (query === '') this.showRecent();
    else this.timer = setTimeout(() => void this.find(query), TYPING_PAUSE);
  }

  private async find(query: string): Promise<void> {
    if (this.results && query === this.shown) return;
    this.asked = new AbortController();
    const form = this.querySelector('form')!;
    const url = `${form.getAttribute('action')}?${new URLSearchParams(new FormData(form) as unknown as Record<string, string>)}`;
    const part = this.results ? 'results' : 'titles';
    try {
      const answer = await fetch(`${url}&part=${part}`, { signal: this.asked.signal });
      if (answer.ok && !answer.redirected) this.show(query, url, await answer.text());
    } catch {
      // Another letter was typed, or the server is away: Enter still asks for the whole page.
    }
  }

  private show(query: string, url: string, html: string): void {
    const found = new DOMParser().parseFromString(html, 'text/html').querySelector<HTMLElement>('[data-said]');
    if (!found || this.asked.signal.aborted) return;
    this.shown = query;
    this.querySelector('[role=status]')!.textContent = found.dataset['said']!;
    this.list.hidden = this.results !== null;
    if (!this.results) return this.list.replaceChildren(found);
    this.results.replaceWith(found);
    history.replaceState(null, '', url);
    document.title = `${query} · ${document.title.split(' · ').at(-1)}`;
  }

  private showRecent(): void {
    const queries = recent();
    this.list.hidden = queries.length === 0;
    const items = queries.map((query) => {
      const link = document.createElement('a');
      link.href = `/papers?${new URLSearchParams({ q: query })}`;
      link.textContent = query;
      const item = document.createElement('li');
      item.append(link);
      return item;
    });
    const list = document.createElement('ul');
    list.append(...items);
    const clear = document.createElement('button');
    clear.type = 'button';
    clear.className = 'plain';
    clear.textContent = 'Forget these';
    clear.onclick = () => {
      localStorage.removeItem(STORE);
      this.input.focus();
      this.hide();
    };
    this.list.replaceChildren(list, clear);
  }

  /** Down and up go through the list, Escape leaves it. */
  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.list.hidden) {
      this.input.focus();
      return this.hide();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || this.list.hidden) return;
    event.preventDefault();
    const stops = [this.input, ...this.list.querySelectorAll<HTMLElement>('a, button')];
    stops[stops.indexOf(document.activeElement as HTMLInputElement) + step]?.focus();
  }
}

function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Stays in this browser; one that keeps nothing is left in peace. */
function remember(query: string): void {
  if (query.trim() === '' || query.length > 200) return;
  const queries = [query, ...recent().filter((one) => one !== query)];
  try {
    localStorage.setItem(STORE, JSON.stringify(queries.slice(0, KEPT)));
  } catch {
    return;
  }
}

customElements.define('search-box', SearchBox);
