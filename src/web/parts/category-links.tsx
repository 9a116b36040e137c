import { categoryName } from '#papers';
import { routes } from '../routes.js';
import { number } from '../words.js';

/** Category codes that lead to their pages; the full name on hover. */
export function CategoryLinks({ codes, most = 3 }: { codes: string[]; most?: number }) {
  const shown = codes.slice(0, codes.length === most + 1 ? most + 1 : most);
  const rest = codes.length - shown.length;
  return (
    <span class="codes">
      {shown.map((code, index) => <>{index > 0 ? ', ' : ''}<CategoryLink code={code} /></>)}
      {rest > 0 ? ` and ${number(rest)} more` : ''}
    </span>
  );
}

export function CategoryLink({ code }: { code: string }) {
  return <a href={routes.category(code)} title={categoryName(code)}>{code}</a>;
}
