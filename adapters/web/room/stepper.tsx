// Going back in time: a slider over the steps that are known, and where one stands among them.
import type { History, Standing } from '../shared/history.ts';
import { away } from '../shared/service.ts';
import { clockTime, counted } from '../shared/wording.ts';

export interface StepperProps {
  readonly history: History;
  /** Nothing while it is live. */
  readonly step: number | undefined;
  readonly standing: Standing | undefined;
  /** Whether there is a now to come back to. */
  readonly canResume: boolean;
  /** Requests since it was stopped. */
  readonly missed: number;
  readonly onStep: (step: number | undefined) => void;
  readonly onWalk: (way: -1 | 1) => void;
}

/** The slider with its buttons. */
export function Stepper({ history, step, standing, canResume, missed, onStep, onWalk }: StepperProps) {
  const { moments } = history;
  const place = standing ? moments.length - standing.back : moments.length;
  const go = (next: number) => onStep(next === 0 ? moments[0]!.step - 1 : moments[next - 1]!.step);
  const paused = step !== undefined;
  return (
    <div class={`stepper ${paused && canResume ? 'stepper-past' : ''}`}>
      {canResume && (
        <button
          type="button"
          class="stepper-pause"
          aria-pressed={paused}
          disabled={moments.length === 0}
          onClick={() => (paused ? onStep(undefined) : go(moments.length))}
        >
          {paused ? '▶ Resume' : '❚❚ Pause'}
        </button>
      )}
      <button
        type="button"
        aria-label="One step back"
        title="One step back (←)"
        disabled={place === 0}
        onClick={() => onWalk(-1)}
      >
        ←
      </button>
      <input
        type="range"
        min={0}
        max={moments.length}
        value={place}
        disabled={moments.length === 0}
        aria-label="Step"
        aria-valuetext={standing ? words(standing) : 'now'}
        onInput={event => go(event.currentTarget.valueAsNumber)}
      />
      <button
        type="button"
        aria-label="One step on"
        title="One step on (→)"
        disabled={!paused || (!canResume && place === moments.length)}
        onClick={() => onWalk(1)}
      >
        →
      </button>
      <p class="stepper-words">
        {standing ? (
          <>
            <span>{words(standing)}</span>
            {missed > 0 && <span class="quiet"> {counted(missed, 'request', 'requests')} since.</span>}
            {canResume && (
              <button type="button" class="plain" onClick={() => onStep(undefined)}>
                Back to now
              </button>
            )}
            {!standing.live && <span class="bad"> Where it stood is not known.</span>}
          </>
        ) : (
          <span class="stepper-live">
            <span class={`dot ${away.value ? '' : 'dot-live'}`} aria-hidden="true" />
            {away.value ? 'the chart as it was when the service went away' : 'live: the chart as it is now'}
          </span>
        )}
      </p>
    </div>
  );
}

function words({ moment, back }: Standing): string {
  const when = moment ? `As of ${clockTime(moment.at)}, after “${moment.request}”` : 'Before the first step that is known';
  return back === 0 ? `${when}.` : `${when}, ${counted(back, 'step', 'steps')} back.`;
}
