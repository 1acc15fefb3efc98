// Fields that are sent with a button; what comes of it is said below them, and nothing leaves the page.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { sentenceOf } from '../shared/api.ts';
import { Problem } from '../shared/panel.tsx';

export interface FormProps {
  readonly button: string;
  readonly dangerous?: boolean;
  readonly send: () => Promise<unknown>;
  /** What is said when it was done. */
  readonly done?: string;
  readonly children: ComponentChildren;
}

/** Fields with a button, and the sentence of what came of it. */
export function Form({ button, dangerous, send, done, children }: FormProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [good, setGood] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    setGood(false);
    try {
      await send();
      setGood(true);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={submit}>
      {children}
      {problem && <Problem>{problem}</Problem>}
      {good && done && (
        <p class="good" role="status">
          {done}
        </p>
      )}
      <button type="submit" class={dangerous ? 'dangerous' : 'strong'} disabled={busy}>
        {button}
      </button>
    </form>
  );
}
