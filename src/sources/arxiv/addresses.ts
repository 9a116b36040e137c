/** Where arXiv answers, or a stand-in for it. */
export interface ArxivAddresses {
  /** OAI-PMH: https://info.arxiv.org/help/oa */
  oai: string;
  /** The announcement feeds, without the categories: https://info.arxiv.org/help/rss.html */
  feed: string;
  /** The query API: https://info.arxiv.org/help/api/user-manual.html */
  api: string;
}
