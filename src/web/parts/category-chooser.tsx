import { type CategoryGroup, categoryGroups } from '#papers';
import { routes } from '../routes.js';
import { counted } from '../words.js';

/** Check boxes for arXiv's categories by group; a script adds a field that narrows them while typing. */
export function CategoryChooser({ chosen, button }: { chosen: string[]; button: string }) {
  return (
    <form class="chooser" method="post" action={routes.settingsCategories()}>
      <category-chooser>
        {categoryGroups().map((group) => <Group group={group} chosen={chosen} />)}
      </category-chooser>
      <p class="actions"><button>{button}</button></p>
    </form>
  );
}

function Group({ group, chosen }: { group: CategoryGroup; chosen: string[] }) {
  const inside = group.categories.filter(({ code }) => chosen.includes(code)).length;
  return (
    <details>
      <summary>{group.name} <span class="count">{inside > 0 ? `${counted(inside, 'category', 'categories')} chosen` : ''}</span></summary>
      <fieldset>
        <legend class="hidden">{group.name}</legend>
        {group.categories.map(({ code, name }) => (
          <label>
            <input type="checkbox" name="category" value={code} checked={chosen.includes(code)} />
            <span class="code">{code}</span> {name}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
