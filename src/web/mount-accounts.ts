import type { Hono } from 'hono';
import type { WebEnv } from './answer.js';
import type { WebContext } from './app-context.js';
import * as account from './handlers/account.js';
import * as administration from './handlers/administration.js';
import * as entry from './handlers/entry.js';
import { patterns } from './routes.js';

/** The pages of signing in, of one's own account, and of administration. */
export function mountAccounts(app: Hono<WebEnv>, context: WebContext): void {
  mountEntry(app, context);
  mountAccount(app, context);
  mountAdministration(app, context);
}

function mountEntry(app: Hono<WebEnv>, context: WebContext): void {
  app.get(patterns.signIn, entry.showSignIn(context));
  app.post(patterns.signIn, entry.signIn(context));
  app.get(patterns.signInLink, entry.showLink(context));
  app.post(patterns.signInLink, entry.linkSignIn(context));
  app.post(patterns.signInPasskeyQuestion, entry.askPasskey(context));
  app.post(patterns.signInPasskey, entry.passkeySignIn(context));
  app.post(patterns.signInProvider, entry.goToProvider(context));
  // The provider sends the browser back by a GET; it counts only with the cookie and state that were made for it, once.
  app.get(patterns.signInReturn, entry.returnFromProvider(context));
  app.post(patterns.signOut, entry.signOut(context));
  app.get(patterns.register, entry.showRegister(context));
  app.post(patterns.register, entry.register(context));
  app.get(patterns.verify, entry.showVerify(context));
  app.post(patterns.verify, entry.verify(context));
  app.get(patterns.forgotPassword, entry.showForgot(context));
  app.post(patterns.forgotPassword, entry.sendReset(context));
  app.get(patterns.newPassword, entry.showNewPassword(context));
  app.post(patterns.newPassword, entry.setNewPassword(context));
}

function mountAccount(app: Hono<WebEnv>, context: WebContext): void {
  app.get(patterns.account, account.showAccount(context));
  app.post(patterns.accountProfile, account.describe(context));
  app.post(patterns.accountEmail, account.changeEmail(context));
  app.post(patterns.accountPassword, account.changePassword(context));
  app.post(patterns.accountSessions, account.endOthers(context));
  app.post(patterns.accountSession, account.endSession(context));
  app.post(patterns.accountPasskeyQuestion, account.askNewPasskey(context));
  app.post(patterns.accountPasskeys, account.addPasskey(context));
  app.post(patterns.accountPasskey, account.removePasskey(context));
  app.get(patterns.accountExport, account.exportAll(context));
  app.get(patterns.accountRemove, account.showRemove(context));
  app.post(patterns.accountRemove, account.remove(context));
  app.post(patterns.accountAttach, account.attach(context));
  app.post(patterns.accountClaim, account.claim(context));
}

function mountAdministration(app: Hono<WebEnv>, context: WebContext): void {
  app.get(patterns.administration, administration.showAdministration(context));
  app.post(patterns.registration, administration.chooseRegistration(context));
  app.post(patterns.invitations, administration.invite(context));
  app.post(patterns.invitation, administration.withdraw(context));
  app.get(patterns.reader, administration.showReader(context));
  app.post(patterns.readerRole, administration.setRole(context));
  app.post(patterns.readerSuspend, administration.suspend(context));
  app.post(patterns.readerRestore, administration.restore(context));
  app.get(patterns.log, administration.showLog(context));
}
