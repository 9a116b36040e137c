/*
 * A vote that is given and taken back where it stands. What it will say is shown at once, and put back, with the reason, when
 * the server says otherwise. Without this script the form inside does the same with a page in between.
 */
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

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    const voted = this.wish.value === '1';
    const before = Number(this.dataset['votes']);
    const body = new URLSearchParams(new FormData(this.form) as unknown as Record<string, string>);
    this.show(voted, before + (voted ? 1 : -1));
    try {
      const answer = await fetch(this.form.action, { method: 'POST', body, headers: { Accept: 'application/json' } });
      // A page in place of JSON says that nobody is signed in here any more.
      const said = (await answer.json().catch(() => ({}))) as { voted: boolean; votes: number; error?: string; ask?: boolean };
      if (answer.ok) return this.show(said.voted, said.votes);
      this.show(!voted, before);
      // The server has something to ask first, on a page of its own.
      if (said.ask) return this.form.submit();
      this.say(said.error ?? 'That did not work: load the page again.');
    } catch {
      this.show(!voted, before);
      this.say('The server does not answer, so nothing was changed. Try again in a moment.');
    } finally {
      this.sending = false;
    }
  }

  private show(voted: boolean, votes: number): void {
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
