// The stanzas as they were on the wire, of all people or of one, to read and to copy.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Panel, Quiet } from '../shared/panel.tsx';
import { clockTime } from '../shared/wording.ts';
import { XmlView } from '../shared/xml-view.tsx';
import { pane, people } from './people.ts';
import { clearWire, type WireEntry, wire } from './wire-log.ts';

/** The pane. */
export function WirePane() {
  const of = useSignal('');
  const copied = useSignal(false);
  const list = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  const shown = wire.value.filter(({ person }) => of.value === '' || person === of.value);
  useLayoutEffect(() => {
    if (follows.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [shown.at(-1)?.id, pane.value]);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current!;
    follows.current = scrollHeight - scrollTop - clientHeight < 24;
  };
  const copy = async () => {
    await navigator.clipboard.writeText(shown.map(lineOf).join('\n'));
    copied.value = true;
  };
  const tools = (
    <>
      <select aria-label="Whose stanzas" value={of.value} onChange={event => (of.value = event.currentTarget.value)}>
        <option value="">everybody</option>
        {people.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => void copy()} onBlur={() => (copied.value = false)}>
        {copied.value ? 'Copied' : 'Copy'}
      </button>
      <button type="button" onClick={clearWire}>
        Clear
      </button>
    </>
  );
  return (
    <Panel title="Stanzas" tools={tools} class="play-wire">
      {shown.length === 0 ? (
        <Quiet>What goes in and out is shown here.</Quiet>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
        <ol class="wire" ref={list} onScroll={scrolled} tabIndex={0} aria-label="Stanzas, the latest last">
          {shown.map(entry => (
            <Stanza key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Stanza({ entry: { at, name, out, xml } }: { readonly entry: WireEntry }) {
  return (
    <li class={`wire-entry ${out ? 'out' : 'in'}`}>
      <p>
        <time>{clockTime(at)}</time> <b class="who">{name}</b> {out ? 'sends →' : 'receives ←'}
      </p>
      <XmlView xml={xml} />
    </li>
  );
}

function lineOf({ at, name, out, xml }: WireEntry): string {
  return `${clockTime(at)} ${name} ${out ? '→' : '←'} ${xml}`;
}
