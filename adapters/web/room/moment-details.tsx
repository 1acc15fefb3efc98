// All that is known of one request: the stanza that asked, what was ruled, what followed, and the stanzas that went out.
import type { ComponentChildren } from 'preact';
import type { Moment } from '../../inspect/protocol.ts';
import { inNames, type Names } from '../shared/names.ts';
import { counted, shortId } from '../shared/wording.ts';
import { XmlView } from '../shared/xml-view.tsx';

export interface MomentDetailsProps {
  readonly moment: Moment;
  readonly names: Names;
  readonly onStep: (step: number) => void;
}

/** The details below a line of the time line. */
export function MomentDetails({ moment, names, onStep }: MomentDetailsProps) {
  const { step, rulings, facts, transitions, heard, said = [], before, after } = moment;
  const changed = before && after ? changes(before, after) : undefined;
  return (
    <div class="moment-more">
      <p class="moment-back">
        <button type="button" onClick={() => onStep(step)}>
          Show the chart as it was then
        </button>
        <span class="quiet">step {step}</span>
      </p>
      <Part title="In">{heard !== undefined && <XmlView xml={heard} />}</Part>
      <Part title="Ruled">{rulings.length > 0 && <Sentences of={rulings} />}</Part>
      <Part title="Facts">{facts.length > 0 && <Sentences of={facts.map(fact => inNames(fact, names))} />}</Part>
      <Part title="Chart">
        {(changed || transitions.length > 0) && (
          <p>
            {changed}
            {transitions.length > 0 && (
              <span class="quiet"> {counted(transitions.length, 'transition', 'transitions')} taken.</span>
            )}
          </p>
        )}
      </Part>
      {heard === undefined && said.length === 0 && <p class="quiet">Stanzas are shown of what happens while somebody watches.</p>}
      <Part title="Out">
        {said.length > 0 &&
          said.map(({ xml, to, copies }, i) => (
            <div key={i}>
              <p class="quiet moment-to">
                to {inNames(names.get(to) ?? to, names) || 'nobody'}
                {copies > 1 && `, ${counted(copies, 'copy', 'copies')}`}
              </p>
              <XmlView xml={xml} />
            </div>
          ))}
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return children ? (
    <div class="part">
      <h3>{title}</h3>
      <div>{children}</div>
    </div>
  ) : null;
}

function Sentences({ of }: { readonly of: readonly string[] }) {
  return (
    <ul>
      {of.map((sentence, i) => (
        <li key={i}>{sentence}</li>
      ))}
    </ul>
  );
}

function changes(before: readonly string[], after: readonly string[]): string {
  const left = before.filter(id => !after.includes(id)).map(shortId);
  const entered = after.filter(id => !before.includes(id)).map(shortId);
  if (left.length + entered.length === 0) return 'The active states stay as they are.';
  return `${left.join(', ') || 'nothing'} → ${entered.join(', ') || 'nothing'}`;
}
