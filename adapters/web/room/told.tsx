// What happens, for those who listen to the page: a sentence from time to time, never one for each of a hundred requests.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Moment } from '../../inspect/protocol.ts';
import type { Names } from '../shared/names.ts';
import { shortId } from '../shared/wording.ts';

const every = 4000;

export interface ToldProps {
  readonly moment: Moment | undefined;
  readonly live: readonly string[];
  readonly names: Names;
}

/** A region that is read out; nothing is seen of it. */
export function Told({ moment, live, names }: ToldProps) {
  const [text, setText] = useState('');
  const newest = useRef('');
  const waits = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!moment) return;
    newest.current = `${sentence(moment, names)} Active: ${live.map(shortId).join(', ')}.`;
    if (waits.current) return;
    waits.current = true;
    setText(newest.current);
    timer.current = setTimeout(() => {
      waits.current = false;
      setText(newest.current);
    }, every);
  }, [moment]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p class="told" aria-live="polite">
      {text}
    </p>
  );
}

function sentence({ request, who, outcome }: Moment, names: Names): string {
  return `${request}${who === undefined ? '' : ` by ${names.get(who) ?? who}`}: ${outcome}.`;
}
