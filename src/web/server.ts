import { Hono, type MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { answerNotFound, type WebEnv } from './answer.js';
import type { WebContext } from './app-context.js';
import { answerError } from './errors.js';
import { showAuthorsLike, showPapersLike } from './handlers/alike.js';
import { showAsset } from './handlers/asset.js';
import { showCalendar } from './handlers/calendar.js';
import { showEdition, showFront, showPapers } from './handlers/edition.js';
import { showFeed } from './handlers/feed.js';
import { changeKeptFeed, keepFeed, showFeeds, showOpml, takeOpml } from './handlers/feeds.js';
import { addHook, changeHook, showHooks } from './handlers/hooks.js';
import { findLike, showLike } from './handlers/like.js';
import { showImport, startImport } from './handlers/import.js';
import { showAuthor, showCategories, showCategory } from './handlers/lists.js';
import { changeMailState, chooseMail, confirmMail, showConfirm, showMail, showMailPreview, showSubscribe, showUnsubscribe, subscribe, unsubscribe } from './handlers/mail.js';
import { showMails, steerMail } from './handlers/mails.js';
import { addOwnMail, changeOwnMailState, chooseOwnMail, showOwnMail, showOwnMails } from './handlers/own-mail.js';
import { showPaper } from './handlers/paper.js';
import { showSearchHelp } from './handlers/search.js';
import { changeSavedSearch, saveSearch, showSavedSearch, showSearches } from './handlers/searches.js';
import { hideSample, showSample } from './handlers/sample.js';
import { chooseCategories, chooseHistory, showSettings, steerGathering } from './handlers/settings.js';
import { showStatus } from './handlers/status.js';
import { chooseTheme } from './handlers/theme.js';
import { showTrending } from './handlers/trending.js';
import { changeVote, chooseVoterName, showVotes } from './handlers/votes.js';
import { mountAccounts } from './mount-accounts.js';
import { safetyHeaders } from './headers.js';
import { patterns } from './routes.js';
import { THEME_COOKIE, themeFrom, VISITOR } from './viewer.js';

/**
 * All pages as one application. What is given in `before` runs ahead of every page and may say who the owner is
 * (`c.set('viewer', …)`); without it everybody is a visitor.
 */
export function createWeb(context: WebContext, ...before: MiddlewareHandler<WebEnv>[]): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(safetyHeaders, ...before, readTheme);
  mountReading(app, context);
  mountChanging(app, context);
  mountAccounts(app, context);
  app.notFound((c) => answerNotFound(c, context, { what: 'Nothing is at this address.' }));
  app.onError((error, c) => answerError(error, c, context));
  return app;
}

function mountReading(app: Hono<WebEnv>, context: WebContext): void {
  app.get(patterns.front, showFront(context));
  app.get(patterns.papers, showPapers(context));
  app.get(patterns.day, showEdition(context, 'day'));
  app.get(patterns.week, showEdition(context, 'week'));
  app.get(patterns.month, showEdition(context, 'month'));
  app.get(patterns.calendar, showCalendar(context));
  app.get(patterns.trending, showTrending(context));
  app.get(patterns.paper, showPaper(context));
  app.get(patterns.author, showAuthor(context));
  app.get(patterns.categories, showCategories(context));
  app.get(patterns.category, showCategory(context));
  app.get(patterns.searchHelp, showSearchHelp(context));
  app.get(patterns.like, showLike(context));
  // A POST for the length of what is pasted; it changes nothing.
  app.post(patterns.like, findLike(context));
  app.get(patterns.papersLike, showPapersLike(context));
  app.get(patterns.authorsLike, showAuthorsLike(context));
  app.get(patterns.searches, showSearches(context));
  app.get(patterns.savedSearch, showSavedSearch(context));
  app.get(patterns.votes, showVotes(context));
  app.get(patterns.feeds, showFeeds(context));
  app.get(patterns.feedsOpml, showOpml(context));
  app.get(patterns.feed, showFeed(context));
  app.get(patterns.hooks, showHooks(context));
  app.get(patterns.subscribe, showSubscribe(context));
  app.get(patterns.mailPreview, showMailPreview(context));
  app.get(patterns.mail, showMail(context));
  app.get(patterns.mailConfirm, showConfirm(context));
  app.get(patterns.mailUnsubscribe, showUnsubscribe(context));
  app.get(patterns.ownMails, showOwnMails(context));
  app.get(patterns.ownMail, showOwnMail(context));
  app.get(patterns.mails, showMails(context));
  app.get(patterns.sample, showSample(context));
  app.get(patterns.import, showImport(context));
  app.get(patterns.status, showStatus(context));
  app.get(patterns.settings, showSettings(context));
  app.get(patterns.asset, showAsset);
}

function mountChanging(app: Hono<WebEnv>, context: WebContext): void {
  app.post(patterns.theme, chooseTheme);
  app.post(patterns.searches, saveSearch(context));
  app.post(patterns.savedSearchSeen, changeSavedSearch(context, 'seen'));
  app.post(patterns.savedSearchName, changeSavedSearch(context, 'name'));
  app.post(patterns.savedSearchRemove, changeSavedSearch(context, 'remove'));
  app.post(patterns.savedSearchRestore, changeSavedSearch(context, 'restore'));
  app.post(patterns.votes, changeVote(context));
  app.post(patterns.voterName, chooseVoterName(context));
  app.post(patterns.hooks, addHook(context));
  app.post(patterns.hookTest, changeHook(context, 'test'));
  app.post(patterns.hookState, changeHook(context, 'turn'));
  app.post(patterns.hookRemove, changeHook(context, 'remove'));
  app.post(patterns.subscribe, subscribe(context));
  // For what is typed into it; it changes nothing.
  app.post(patterns.mailPreview, showMailPreview(context));
  app.post(patterns.mail, chooseMail(context));
  app.post(patterns.mailConfirm, confirmMail(context));
  app.post(patterns.mailUnsubscribe, unsubscribe(context));
  app.post(patterns.mailState, changeMailState(context));
  app.post(patterns.ownMails, addOwnMail(context));
  app.post(patterns.ownMail, chooseOwnMail(context));
  app.post(patterns.ownMailState, changeOwnMailState(context));
  app.post(patterns.mailResend, steerMail(context, 'resend'));
  app.post(patterns.mailStop, steerMail(context, 'stop'));
  app.post(patterns.mailMend, steerMail(context, 'mend'));
  app.post(patterns.keepFeed, keepFeed(context));
  app.post(patterns.keptFeedAddress, changeKeptFeed(context, 'readdress'));
  app.post(patterns.keptFeedRemove, changeKeptFeed(context, 'remove'));
  app.post(patterns.takeOpml, takeOpml(context));
  app.post(patterns.hideSample, hideSample(context));
  app.post(patterns.settingsCategories, chooseCategories(context));
  app.post(patterns.settingsGathering, steerGathering(context));
  app.post(patterns.settingsHistory, chooseHistory(context));
  app.post(patterns.import, startImport(context));
}

/** The colours come from the reader's own cookie, whoever the reader is. */
const readTheme: MiddlewareHandler<WebEnv> = async (c, next) => {
  c.set('viewer', { ...VISITOR, ...c.get('viewer'), theme: themeFrom(getCookie(c, THEME_COOKIE)) });
  await next();
};
