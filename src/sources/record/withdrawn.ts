const SUBJECT = '(?:paper|article|submission|manuscript|preprint|work|report|note|letter|thesis|document|contribution|draft|this version|it)';
const HELPERS = '(?:\\s+(?:\\([^)]{0,40}\\)|has|have|had|is|was|were|be|been|being|now|also|hereby|therefore|thus|already|temporarily|voluntarily))*';
const FROM_ELSEWHERE = '(?! (?:prior|from (?!(?:the )?arxiv))\\b)';
const STATEMENT = `\\b${SUBJECT}${HELPERS}\\s+withdrawn\\b${FROM_ELSEWHERE}`;
/** `We decided to withdraw the paper`: the reason arXiv asks for, in the authors' words. */
const WISH = `\\bwithdraw(?:ing)? (?:this|the|our|my) ${SUBJECT}\\b${FROM_ELSEWHERE}`;
const IN_COMMENT = new RegExp(`${STATEMENT}|${WISH}|^\\W*withdrawn\\b${FROM_ELSEWHERE}|\\bwithdrawn (?:by|due|because)\\b`, 'i');
const IN_ABSTRACT = new RegExp(`^\\W*(?:(?:this|the|our)\\s+)?(?:${STATEMENT}|withdrawn\\b)`, 'i');

/** Whether arXiv's comment says that the paper is withdrawn, or the abstract says nothing but that. arXiv has no field for it. */
export function saysWithdrawn(comment: string | undefined, abstract: string): boolean {
  return (comment !== undefined && IN_COMMENT.test(comment)) || IN_ABSTRACT.test(abstract);
}
