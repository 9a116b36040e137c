import type { MailLinks } from '#digest';
import { routes } from './routes.js';

/** Absolute addresses of what mails lead to. */
export function mailLinks(origin: string): MailLinks {
  return {
    paper: (id) => origin + routes.paper(id),
    front: () => origin + routes.front(),
    confirm: (token) => origin + routes.changeMail(token, 'confirm'),
    manage: (token) => origin + routes.mail(token),
    unsubscribe: (token) => origin + routes.changeMail(token, 'unsubscribe'),
  };
}
