const ASK_AGAIN_MS = 2_000;
const TRIES = 4;

/** Puts a list that was not there in time in the place of the link to it; where that fails, the link stays. */
class LateList extends HTMLElement {
  private readonly gone = new AbortController();

  connectedCallback(): void {
    void this.take();
  }

  disconnectedCallback(): void {
    this.gone.abort();
  }

  private async take(): Promise<void> {
    for (let tries = 0; tries < TRIES && !this.gone.signal.aborted; tries += 1) {
      const list = await this.ask().catch(() => undefined);
      if (list) return this.closest('[data-late]')?.replaceWith(list);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
    this.closest('[data-late]')?.removeAttribute('data-late');
  }

  private async ask(): Promise<Element | null> {
    const url = new URL(this.querySelector('a')!.href);
    url.searchParams.set('part', 'list');
    const answer = await fetch(url, { signal: this.gone.signal });
    return answer.status === 200 ? new DOMParser().parseFromString(await answer.text(), 'text/html').body.firstElementChild : null;
  }
}

customElements.define('late-list', LateList);
