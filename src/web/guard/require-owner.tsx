import type { MiddlewareHandler } from 'hono';
import { may, type Action } from '#community';
import { answer, frameOf, type WebEnv } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { MessagePage } from '../pages/message.js';
import { ownerPatterns } from './owner-patterns.js';

/** Lets through only who may do this, as the list of rules says; others are told how to become the owner. */
export function requireOwner(context: WebContext, action: Action): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (may(c.get('viewer').owner ? 'owner' : 'visitor', action)) return await next();
    const frame = await frameOf(c, context);
    return answer(c, <MessagePage frame={frame} title="For the owner" what={`Only the owner of this paper may ${action}.`} todo={<BecomeOwner />} />, 403);
  };
}

function BecomeOwner() {
  return (
    <>
      Is it yours? Run <code>broadsheet owner</code> where it is installed and open the address that it prints.{' '}
      <a href={ownerPatterns.owner}>More about the owner</a>.
    </>
  );
}
