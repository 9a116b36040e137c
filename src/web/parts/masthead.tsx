import { may } from '#community';
import { routes } from '../routes.js';
import { roleOfViewer, type Frame } from '../viewer.js';
import { SearchBox, type SearchBoxProps } from './search-box.js';
import { ThemeButton } from './theme-switch.js';

export type Section = 'edition' | 'trending' | 'votes' | 'categories' | 'searches' | 'import' | 'settings' | 'account';

/** The nameplate and the way to the other rooms. */
export function Masthead({ frame, section, search = {} }: { frame: Frame; section?: Section; search?: SearchBoxProps }) {
  const role = roleOfViewer(frame.viewer);
  // Rooms that would be empty are not shown before there are papers.
  const stored = frame.site.paperCount > 0;
  return (
    <header class="masthead">
      <a class="nameplate" href={routes.front()}>{frame.site.name}</a>
      <SearchBox {...search} />
      <nav class="rooms" aria-label="Site">
        <ul>
          <Room href={routes.front()} here={section === 'edition'}>Papers</Room>
          {stored ? <Room href={routes.trending()} here={section === 'trending'}>Trending</Room> : null}
          <Room href={routes.categories()} here={section === 'categories'}>Categories</Room>
          {frame.viewer.reader === undefined || !stored ? null : <Room href={routes.votes()} here={section === 'votes'}>{frame.site.readers < 2 ? 'Marked' : 'Your votes'}</Room>}
          {stored && may(role, 'save searches') ? <Room href={routes.searches()} here={section === 'searches'}>Searches</Room> : null}
          {may(role, 'import a file') ? <Room href={routes.import()} here={section === 'import'}>Import</Room> : null}
          {may(role, 'see the settings') ? <Room href={routes.settings()} here={section === 'settings'}>Settings</Room> : null}
          {frame.site.accounts ? <Own frame={frame} here={section === 'account'} /> : null}
        </ul>
      </nav>
      <ThemeButton frame={frame} />
    </header>
  );
}

/** Where there are accounts: the reader's own, or the way to one. */
function Own({ frame, here }: { frame: Frame; here: boolean }) {
  return frame.viewer.reader === undefined ? <Room href={routes.signIn(frame.path)} here={false}>Sign in</Room> : <Room href={routes.account()} here={here}>Account</Room>;
}

function Room({ href, here, children }: { href: string; here: boolean; children: string }) {
  return <li><a href={href} aria-current={here ? 'true' : undefined}>{children}</a></li>;
}
