/*
 * Passkeys: asks the server for a question, the browser for its answer, and hands that back. Where the browser cannot do
 * it the button stays hidden, and the page has the other ways.
 */

const ADDRESSES = {
  'sign-in': { question: '/sign-in/passkey/question', answer: '/sign-in/passkey' },
  add: { question: '/account/passkeys/question', answer: '/account/passkeys' },
} as const;

class PasskeyButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (button === null) return;
    if (!('PublicKeyCredential' in window) || !('parseRequestOptionsFromJSON' in PublicKeyCredential)) return this.say('This browser knows no passkeys.');
    button.hidden = false;
    button.addEventListener('click', () => void this.act());
  }

  private async act(): Promise<void> {
    const { question, answer } = ADDRESSES[this.dataset['act'] === 'add' ? 'add' : 'sign-in'];
    this.say('');
    try {
      const options = await send(question, {});
      const credential = this.dataset['act'] === 'add' ? await create(options) : await get(options);
      if (credential === null) return;
      const { to } = await send(answer, { response: (credential as PublicKeyCredential).toJSON(), to: this.dataset['to'], name: 'Passkey' });
      location.assign(typeof to === 'string' && to.startsWith('/') ? to : '/');
    } catch (error) {
      // Closing the browser's own window is no failure.
      if (error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return;
      this.say(error instanceof DOMException && error.name === 'InvalidStateError' ? 'This device has a passkey for your account already.' : error instanceof Error ? error.message : String(error));
    }
  }

  private say(words: string): void {
    const line = this.querySelector('[role="alert"]');
    if (line) line.textContent = words;
  }
}

function create(options: Record<string, unknown>): Promise<Credential | null> {
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON) });
}

function get(options: Record<string, unknown>): Promise<Credential | null> {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON) });
}

/** Posts JSON and reads the answer. @throws Error with what the server says */
async function send(address: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw new Error(typeof answer['trouble'] === 'string' ? answer['trouble'] : 'That did not work just now. Load the page again.');
  return answer;
}

customElements.define('passkey-button', PasskeyButton);
