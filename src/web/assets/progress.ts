const PAUSE = 1500;

/** Shows how an import goes on by taking its own part from a fresh page, as long as one is at work. */
class ImportProgress extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.wait();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  private wait(): void {
    if (this.hasAttribute('busy')) this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    const fresh = document.hidden ? undefined : await this.fetch();
    if (fresh) {
      this.keepOpen(fresh);
      this.toggleAttribute('busy', fresh.hasAttribute('busy'));
      this.replaceChildren(...fresh.childNodes);
    }
    this.wait();
  }

  /** A server that is away for a moment is asked again later. */
  private async fetch(): Promise<Element | undefined> {
    const answer = await fetch(this.getAttribute('src') ?? '').catch(() => undefined);
    if (!answer?.ok) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.querySelector('import-progress') ?? undefined;
  }

  /** What the reader has opened stays open. */
  private keepOpen(fresh: Element): void {
    const now = [...this.querySelectorAll('.import')];
    const then = [...fresh.querySelectorAll('.import')];
    now.forEach((entry, index) => {
      const open = entry.querySelector('details')?.open ?? false;
      const same = then[index]?.querySelector('details');
      if (same) same.open = open;
    });
  }
}

customElements.define('import-progress', ImportProgress);
