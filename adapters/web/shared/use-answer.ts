// An answer of the server that a view waits for, with the sentence where it is refused.
import { useEffect, useState } from 'preact/hooks';
import type { ChartView } from '../../inspect/protocol.ts';
import { chartOf, sentenceOf } from './api.ts';
import { returns } from './service.ts';

export interface Awaited<T> {
  readonly value?: T;
  readonly problem?: string;
}

/** Asks when the view is shown, when one of `by` changes, and when the service has come back. */
export function useAnswer<T>(ask: () => Promise<T> | undefined, by: readonly unknown[]): Awaited<T> {
  const [answer, setAnswer] = useState<Awaited<T>>({});
  useEffect(() => {
    let over = false;
    ask()?.then(
      value => over || setAnswer({ value }),
      error => over || setAnswer({ problem: sentenceOf(error) }),
    );
    return () => {
      over = true;
    };
  }, [...by, returns.value]);
  return answer;
}

/** A chart by its key. */
export function useChart(key: string | undefined): Awaited<ChartView> {
  const answer = useAnswer(() => (key === undefined ? undefined : chartOf(key)), [key]);
  return answer.value && answer.value.key !== key ? {} : answer;
}
