import type { Child } from 'hono/jsx';

export interface FieldProps {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  value?: string;
  autocomplete?: string;
  hint?: Child;
  maxlength?: number;
  minlength?: number;
  optional?: boolean;
  /** Where two forms of a page have a field of the same name. */
  id?: string;
}

/** A line to fill in, under its label. */
export function Field({ name, label, type = 'text', value, autocomplete, hint, maxlength, minlength, optional = false, id = name }: FieldProps) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input id={id} name={name} type={type} value={value} autocomplete={autocomplete} maxlength={maxlength} minlength={minlength} required={!optional} aria-describedby={hint ? `${id}-hint` : undefined} />
      {hint ? <span class="hint" id={`${id}-hint`}>{hint}</span> : null}
    </p>
  );
}

/** What went wrong with a form, above it. */
export function Trouble({ words }: { words?: string }) {
  return words === undefined ? null : <p class="trouble" role="alert">{words}</p>;
}

/** What was done, above a page. */
export function Notice({ children }: { children: Child }) {
  return <p class="notice" role="status">{children}</p>;
}
