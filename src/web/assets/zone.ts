/** Where no time zone was chosen yet, a form begins with the reader's own. */
const unchosen = document.querySelector<HTMLInputElement>('input[name="zone"][data-unchosen]');
if (unchosen) unchosen.value = Intl.DateTimeFormat().resolvedOptions().timeZone || unchosen.value;
