import type { Role, SignedIn } from '#community';

/** How the pages are coloured: by the system, or as the reader chose. */
export type Theme = 'auto' | 'light' | 'dark';

/** Who looks at a page. */
export interface Viewer {
  /** The owner, or another administrator: only they see what changes the paper itself. */
  owner: boolean;
  /** Their number in `readers`; nothing for a visitor. */
  reader?: number;
  /** What they are to this paper; without it the owner is an administrator and everybody else a visitor. */
  role?: Role;
  /** As whom they are signed in; the owner by key is not. */
  signedIn?: SignedIn;
  /** True in a browser that became the owner's by its key. */
  byKey?: boolean;
  theme: Theme;
}

/** What somebody who looks at a page is to this paper. */
export function roleOfViewer({ owner, role }: Viewer): Role {
  return role ?? (owner ? 'administrator' : 'visitor');
}

/** What every page says of the instance itself. */
export interface Site {
  name: string;
  /** The public address without a trailing slash, where the owner set one: canonical links need it. */
  baseUrl?: string;
  /** The categories its editions hold; empty until the owner chose. */
  categories: string[];
  /** How many papers are stored. */
  paperCount: number;
  /** How many readers it has, counted up to two: one alone marks papers, several vote. */
  readers: number;
  /** Whether there are accounts, so that a visitor can sign in. */
  accounts?: boolean;
}

/** What a page needs beside its own content: the instance, the reader, and the page's own address. */
export interface Frame {
  site: Site;
  viewer: Viewer;
  /** Path and query of the page, to come back to. */
  path: string;
}

export const THEME_COOKIE = 'theme';

const THEMES: readonly string[] = ['auto', 'light', 'dark'] satisfies Theme[];

/** The theme a cookie or form field names; `auto` for anything else. */
export function themeFrom(value: unknown): Theme {
  return typeof value === 'string' && THEMES.includes(value) ? (value as Theme) : 'auto';
}

/** A reader about whom nothing is known. */
export const VISITOR: Viewer = { owner: false, theme: 'auto' };
