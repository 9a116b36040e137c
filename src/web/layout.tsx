import type { Child } from 'hono/jsx';
import { asset } from './assets.js';
import { Footer } from './parts/footer.js';
import { Masthead, type Section } from './parts/masthead.js';
import type { SearchBoxProps } from './parts/search-box.js';
import type { Frame } from './viewer.js';

export interface LayoutProps {
  frame: Frame;
  /** The page's own title; the front page has none beside the name. */
  title?: string;
  description?: string;
  /** The page's path under its permanent address; canonical link and Open Graph need a public address too. */
  canonical?: string;
  /** Open Graph type: `website`, or `article` for a paper. */
  kind?: 'website' | 'article';
  /** Further elements of the head: citation tags, alternate links. */
  head?: Child;
  /** Names of the scripts that add to this page, beside the one that all have. */
  scripts?: string[];
  section?: Section;
  /** What the page is a search for. */
  search?: SearchBoxProps;
  children: Child;
}

/** The frame of every page: head, masthead, main part, footer. */
export function Layout(props: LayoutProps) {
  const { frame, section, search, children } = props;
  return (
    <html lang="en" data-theme={frame.viewer.theme}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">Skip to what the page is about</a>
        <Masthead frame={frame} section={section} search={search} />
        <main id="main" tabindex={-1}>{children}</main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

function Head({ frame, title, description, canonical, kind = 'website', head, scripts = [] }: LayoutProps) {
  const { name, baseUrl } = frame.site;
  const full = title ? `${title} · ${name}` : name;
  const address = baseUrl && canonical !== undefined ? baseUrl + canonical : undefined;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{full}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content={frame.viewer.theme === 'auto' ? 'light dark' : frame.viewer.theme} />
      {description ? <meta name="description" content={description} /> : null}
      {address ? <link rel="canonical" href={address} /> : null}
      <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={asset('style.css')} />
      {['page', 'search', ...(frame.viewer.reader === undefined ? [] : ['vote']), ...scripts].map((script) => <script type="module" src={asset(`${script}.js`)}></script>)}
      <meta property="og:site_name" content={name} />
      <meta property="og:type" content={kind} />
      <meta property="og:title" content={title ?? name} />
      {description ? <meta property="og:description" content={description} /> : null}
      {address ? <meta property="og:url" content={address} /> : null}
      {head}
    </head>
  );
}
