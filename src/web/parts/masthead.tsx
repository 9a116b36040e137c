import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { SearchBox, type SearchBoxProps } from './search-box.js';
import { ThemeButton } from './theme-switch.js';

export type Section = 'edition' | 'trending' | 'votes' | 'categories' | 'searches' | 'import' | 'settings';

/** The nameplate and the way to the other rooms. */
export function Masthead({ frame, section, search = {} }: { frame: Frame; section?: Section; search?: SearchBoxProps }) {
  const { owner, reader } = frame.viewer;
  return (
    <header class="masthead">
      <a class="nameplate" href={routes.front()}>{frame.site.name}</a>
      <SearchBox {...search} />
      <nav class="rooms" aria-label="Site">
        <ul>
          <Room href={routes.front()} here={section === 'edition'}>Papers</Room>
          <Room href={routes.trending()} here={section === 'trending'}>Trending</Room>
          <Room href={routes.categories()} here={section === 'categories'}>Categories</Room>
          {reader === undefined ? null : <Room href={routes.votes()} here={section === 'votes'}>{frame.site.readers < 2 ? 'Marked' : 'Your votes'}</Room>}
          {owner ? <Room href={routes.searches()} here={section === 'searches'}>Searches</Room> : null}
          {owner ? <Room href={routes.import()} here={section === 'import'}>Import</Room> : null}
          {owner ? <Room href={routes.settings()} here={section === 'settings'}>Settings</Room> : null}
        </ul>
      </nav>
      <ThemeButton frame={frame} />
    </header>
  );
}

function Room({ href, here, children }: { href: string; here: boolean; children: string }) {
  return <li><a href={href} aria-current={here ? 'true' : undefined}>{children}</a></li>;
}
