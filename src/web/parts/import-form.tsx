import { routes } from '../routes.js';

/** One file, sent as it is; the server finds out what it holds. */
export function ImportForm() {
  return (
    <form class="import-form" method="post" action={routes.import()} enctype="multipart/form-data">
      <label for="file">A file of papers</label>
      <input type="file" id="file" name="file" required />
      <p class="hint">
        arXiv’s metadata snapshot (JSON lines), BibTeX, RIS or CSL-JSON; plain, <code>.gz</code> or <code>.zst</code>. Reading
        the same file again changes nothing.
      </p>
      <p class="actions"><button>Import</button></p>
    </form>
  );
}
