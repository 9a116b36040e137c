/*
 * A vote that is given and taken back where it stands. What it will say is shown at once, and put back, with the reason, when
 * the server says otherwise. Without this script the form inside does the same with a page in between.
 */
interface Standing {
  voted: boolean;
  votes: number;
}

interface Refusal {
  error?: string;
  /** The server has something to ask before the vote counts. */
  ask?: boolean;
}

class VoteButton extends HTMLElement {
  private sending = false;

  connectedCallback(): void {
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  private get form(): HTMLFormElement {
    return this.querySelector('form')!;
  }

  private get wish(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('input[name="voted"]')!;
  }

  /** What is shown, which may not be so yet. */
  private get shown(): Standing {
    return { voted: this.wish.value === '0', votes: Number(this.dataset['votes']) };
  }

  /** Turns what is shown at once; while the server is asked, whoever asks looks again afterwards. */
  private async send(): Promise<void> {
    const before = this.shown;
    this.show({ voted: !before.voted, votes: before.votes + (before.voted ? -1 : 1) });
    if (this.sending) return;
    this.sending = true;
    try {
      await this.agree(before);
    } finally {
      this.sending = false;
    }
  }

  /** Asks the server until it says what is shown. */
  private async agree(known: Standing): Promise<void> {
    for (;;) {
      const { voted } = this.shown;
      const said = await this.ask(voted).catch(() => ({ error: 'The server does not answer, so nothing was changed. Try again in a moment.' }));
      if (!('voted' in said)) return this.takeBack(known, said);
      known = said;
      if (this.shown.voted === voted) return this.show(said);
    }
  }

  private async ask(voted: boolean): Promise<Standing | Refusal> {
    const body = new URLSearchParams(new FormData(this.form) as unknown as Record<string, string>);
    body.set('voted', voted ? '1' : '0');
    const answer = await fetch(this.form.action, { method: 'POST', body, headers: { Accept: 'application/json' } });
    // A page in place of JSON says that nobody is signed in here any more.
    const said = (await answer.json().catch(() => ({}))) as Standing | Refusal;
    return answer.ok || !('voted' in said) ? said : {};
  }

  private takeBack(known: Standing, { error, ask }: Refusal): void {
    this.show(known);
    // The server has something to ask first, on a page of its own.
    if (ask) return this.form.submit();
    this.say(error ?? 'That did not work: load the page again.');
  }

  private show({ voted, votes }: Standing): void {
    const button = this.querySelector('button')!;
    this.wish.value = voted ? '0' : '1';
    this.dataset['votes'] = String(votes);
    button.setAttribute('aria-pressed', String(voted));
    button.textContent = this.words(voted, Math.max(0, votes));
    this.say('');
  }

  private words(voted: boolean, votes: number): string {
    if ('alone' in this.dataset) return voted ? 'marked' : 'mark';
    return votes === 0 ? 'vote' : `${votes.toLocaleString('en-GB')} ${votes === 1 ? 'vote' : 'votes'}`;
  }

  private say(words: string): void {
    const place = this.querySelector('[role="status"]');
    if (place) place.textContent = words;
    else if (words !== '') {
      const said = document.createElement('span');
      said.setAttribute('role', 'status');
      this.append(said);
      // A status that is there before its words is read out by every screen reader.
      requestAnimationFrame(() => (said.textContent = words));
    }
  }
}

customElements.define('vote-button', VoteButton);
