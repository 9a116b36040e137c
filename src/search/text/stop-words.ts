/** About a hundred English words that say nothing about a paper; with more of them titles would lose words that do. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the of and or in on to for with is are was were be been being by as at from that this these those we our us it its which can
  could may might will would shall should has have had do does did no nor not than then also such into between both their they them
  there here where when who whom whose what how why if but so very more most some any each other others about over under i you he she
  his her him my your yours me`.split(/\s+/),
);
