/** Adds to a list of categories a field that narrows it while the reader types, and a count of what is chosen. */
class CategoryChooser extends HTMLElement {
  private readonly field = document.createElement('input');
  private readonly nothing = document.createElement('p');
  /** Which groups stood open before the reader typed. */
  private openBefore: boolean[] | undefined;

  connectedCallback(): void {
    this.field.type = 'search';
    this.field.placeholder = 'Narrow: language, cs.CL, optics…';
    this.field.setAttribute('aria-label', 'Narrow the categories');
    this.field.addEventListener('input', () => this.narrow());
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    this.nothing.className = 'none';
    this.nothing.setAttribute('role', 'status');
    this.prepend(this.field, this.nothing);
    this.addEventListener('change', () => this.count());
  }

  private get groups(): HTMLDetailsElement[] {
    return [...this.querySelectorAll('details')];
  }

  private narrow(): void {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.openBefore ??= this.groups.map((group) => group.open);
    let found = 0;
    this.groups.forEach((group, index) => {
      const matches = this.narrowGroup(group, words);
      found += matches;
      group.hidden = matches === 0;
      group.open = words.length > 0 ? matches > 0 : (this.openBefore?.[index] ?? false);
    });
    if (words.length === 0) this.openBefore = undefined;
    this.nothing.textContent = found === 0 ? 'No category has these words in its name.' : '';
  }

  /** A group's own name brings all it holds. */
  private narrowGroup(group: HTMLDetailsElement, words: string[]): number {
    const name = group.querySelector('legend')?.textContent ?? '';
    let matches = 0;
    for (const label of group.querySelectorAll('label')) {
      const text = `${label.textContent} ${name}`.toLowerCase();
      label.hidden = !words.every((word) => text.includes(word));
      if (!label.hidden) matches++;
    }
    return matches;
  }

  private count(): void {
    for (const group of this.groups) {
      const chosen = group.querySelectorAll('input:checked').length;
      const count = group.querySelector('.count');
      if (count) count.textContent = chosen === 0 ? '' : `${chosen} ${chosen === 1 ? 'category' : 'categories'} chosen`;
    }
  }
}

customElements.define('category-chooser', CategoryChooser);
