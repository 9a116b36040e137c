/** A button that copies the text before it; without scripts it is not there, and the text can be marked by hand. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button');
    button.className = 'plain';
    button.type = 'button';
    button.textContent = 'copy';
    button.addEventListener('click', () => void this.copy(button));
    this.replaceChildren(button);
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const text = this.closest('details')?.querySelector('pre');
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text.textContent ?? '');
      this.say(button, 'copied');
    } catch {
      // Without https a browser keeps its clipboard to itself: leave the text marked, ready for the reader's own copy.
      getSelection()?.selectAllChildren(text);
      this.say(button, 'marked: press Ctrl+C');
    }
  }

  private say(button: HTMLButtonElement, words: string): void {
    button.textContent = words;
    button.dataset['done'] = '';
    setTimeout(() => {
      button.textContent = 'copy';
      delete button.dataset['done'];
    }, 2500);
  }
}

customElements.define('copy-button', CopyButton);
