import type { Viewer } from '../viewer.js';
import { exactDate } from '../words.js';

/** Where mails go, and what is the matter with that. */
export interface MailView {
  kind: 'smtp' | 'outbox';
  outbox: string;
  trouble?: { since: string; message: string };
}

/** Says where to look for a mail when it will not simply arrive. Which folder, and what is wrong, is told to administrators alone. */
export function MailNote({ mail, viewer }: { mail: MailView; viewer: Viewer }) {
  if (mail.kind === 'outbox') {
    return viewer.owner
      ? <p class="hint">This paper has no mail server (<code>SMTP_URL</code>), so its mails become files in <code>{mail.outbox}</code>.</p>
      : <p class="hint">This paper has no mail server: its mails wait in a folder of whoever runs it. Ask them for yours.</p>;
  }
  if (mail.trouble === undefined) return null;
  return <p class="hint">The mail server has not answered since {exactDate(mail.trouble.since)}. Mails wait, and are sent as soon as it does.{viewer.owner ? ` ${mail.trouble.message}` : ''}</p>;
}
