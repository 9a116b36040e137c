import { may } from '#community';
import { routes } from '../routes.js';
import { roleOfViewer, type Frame } from '../viewer.js';
import { counted } from '../words.js';
import { ThemeChoice } from './theme-switch.js';

/** What is stored, whose words they are, and the colours. */
export function Footer({ frame }: { frame: Frame }) {
  const { name, paperCount } = frame.site;
  return (
    <footer class="colophon">
      <p>
        {name}{paperCount > 0 ? ` keeps ${counted(paperCount, 'paper')}.` : '.'}{' '}
        Titles and abstracts are their authors’. Thank you to arXiv for use of its open access interoperability.{' '}
        <a href={routes.searchHelp()}>How to search</a> · <a href={routes.feeds()}>Feeds</a> · <a href={routes.subscribe()}>By e-mail</a> · <a href={routes.status()}>Status</a>{frame.site.accounts ? <> · <a href={routes.log()}>What was decided</a></> : null}{may(roleOfViewer(frame.viewer), 'steer mails') ? <> · <a href={routes.mails()}>Mails</a></> : null}
      </p>
      <div>
        <ThemeChoice frame={frame} />
        <p data-keys hidden></p>
      </div>
    </footer>
  );
}
