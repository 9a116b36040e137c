/** Whether a reader's name stands beside their votes; with name unless they said otherwise. */
export function VoterName({ withoutName = false }: { withoutName?: boolean }) {
  return (
    <fieldset>
      <legend>Your name beside your votes</legend>
      <p><label><input type="radio" name="name" value="with" checked={!withoutName} required /> Vote with my name</label></p>
      <p><label><input type="radio" name="name" value="without" checked={withoutName} /> Vote without my name: counted, but not listed</label></p>
    </fieldset>
  );
}
