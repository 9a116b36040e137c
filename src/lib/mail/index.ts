export { MailRefusedError, MailServerError } from './errors.js';
export { checkMail, isMailAddress, type Mail } from './mail.js';
export { createMailer, type Mailer, type MailerOptions, type SentMail } from './mailer.js';
