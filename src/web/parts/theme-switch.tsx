import { routes } from '../routes.js';
import type { Frame, Theme } from '../viewer.js';

/**
 * One button that turns the light off or on. Both are on the page and the style sheet shows the one that changes
 * something, because only the browser knows what `auto` looks like just now.
 */
export function ThemeButton({ frame }: { frame: Frame }) {
  return (
    <form class="theme-button" method="post" action={routes.theme()}>
      <input type="hidden" name="back" value={frame.path} />
      <button class="to-dark" name="theme" value="dark" title="Dark colours" aria-label="Use dark colours">
        <Moon />
      </button>
      <button class="to-light" name="theme" value="light" title="Light colours" aria-label="Use light colours">
        <Sun />
      </button>
    </form>
  );
}

const CHOICES: [Theme, string][] = [['auto', 'as the system'], ['light', 'light'], ['dark', 'dark']];

/** The full choice, in words. */
export function ThemeChoice({ frame }: { frame: Frame }) {
  return (
    <form class="theme-choice" method="post" action={routes.theme()}>
      <input type="hidden" name="back" value={frame.path} />
      <span id="colours">Colours:</span>
      {CHOICES.map(([theme, words]) => (
        <>
          {' '}
          <button class="plain" name="theme" value={theme} aria-pressed={String(frame.viewer.theme === theme)} aria-describedby="colours">
            {words}
          </button>
        </>
      ))}
    </form>
  );
}

function Moon() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M13.5 10.2A6 6 0 0 1 5.8 2.5a6 6 0 1 0 7.7 7.7z" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round" />
    </svg>
  );
}

function Sun() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.3" />
      <path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5 13 13M13 3l-1.5 1.5M4.5 11.5 3 13" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" />
    </svg>
  );
}
