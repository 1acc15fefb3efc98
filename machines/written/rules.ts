// Makes a function of the written rulings of each phase: those of the state that the room is in come first, then
// those of the states around it, then those of all states. The first whose condition holds counts.
import type { Behaviour } from '../behaviour.ts';
import { deferrable, type Phase, type Phases, phases } from '../phase.ts';
import type { Ruling } from '../ruling.ts';
import { laterBy, refusal } from './action.ts';
import { condition } from './condition.ts';
import type { RulesForm } from './form.ts';
import { type Moment, type Slot, told } from './moment.ts';
import { ofPerson, ofPhase } from './names.ts';
import { Place } from './place.ts';
import { rewritable, rewrittenWith } from './rewriting.ts';
import type { DeferForm, RulingForm } from './ruling-form.ts';
import { sortedValue, worded } from './value.ts';
import type { ValueForm } from './value-form.ts';

/** The rulings of a state; without one, of all states. */
export interface RulesOf {
  readonly state?: string;
  readonly rules: RulesForm;
  readonly place: Place;
}
type Rules = NonNullable<Behaviour<Slot, Slot, Slot>['rules']>;
type Rule = (moment: Moment) => { readonly said: Ruling } | undefined;

/** `levels`: from the innermost states to all states. */
export function rules(levels: readonly RulesOf[]): Rules {
  const made = phases.flatMap(phase => {
    const ruling = levels.filter(level => level.rules[phase] !== undefined);
    return ruling.length > 0 ? [[phase, ruled(phase, ruling)] as const] : [];
  });
  return Object.fromEntries(made) as Rules;
}

/** The phases in which something is held. */
export function deferring(levels: readonly RulesOf[]): readonly Phase[] {
  return phases.filter(phase => levels.some(level => level.rules[phase]?.some(form => 'defer' in form)));
}

function ruled(phase: Phase, levels: readonly RulesOf[]) {
  const names = { ...ofPhase[phase], ...(isOfPerson(phase) ? ofPerson : {}) };
  const made = levels.map(({ state, rules, place }) => ({
    state,
    all: rules[phase]!.map((form, i) =>
      rule(phase, form, new Place(place.book, [...place.path, 'rules', phase, i], { names, hasPerson: isOfPerson(phase) })),
    ),
  }));
  return (scope: Moment['scope'], request: Phases[Phase]): Ruling => {
    const moment: Moment = { scope, request };
    for (const { state, all } of made) {
      if (state !== undefined && !scope.matches(state)) continue;
      for (const rule of all) {
        const answer = rule(moment);
        if (answer) return answer.said;
      }
    }
    return undefined;
  };
}

/** The others are asked by those who run the service. */
function isOfPerson(phase: Phase): boolean {
  return phase !== 'invite' && phase !== 'configure';
}

function rule(phase: Phase, form: RulingForm, place: Place): Rule {
  const asked = form.if === undefined ? undefined : condition(form.if, place.at('if'));
  const say = saying(phase, form, place);
  return moment => (asked === undefined || asked(moment) ? { said: say(moment) } : undefined);
}

function saying(phase: Phase, form: RulingForm, place: Place): (moment: Moment) => Ruling {
  if ('allow' in form) return () => undefined;
  if ('deny' in form) return refusal(form.deny, place.at('deny'));
  return 'defer' in form ? held(phase, form.defer, place.at('defer')) : written(phase, form.rewrite, place.at('rewrite'));
}

function held(phase: Phase, { seconds, late, text }: DeferForm, place: Place): (moment: Moment) => Ruling {
  // of what goes from one to another only a part can wait
  const can: readonly Phase[] = [...deferrable].filter(one => one !== 'whisper');
  if (!can.includes(phase))
    place.fault(`nothing can be held in the phase ${phase}, only in ${can.join(', ')}: deny it, or allow it`);
  const wait = sortedValue(seconds, place.at('seconds'), 'number');
  const refused = late === 'grant' ? () => late : refusal(late, place.at('late'));
  const words = worded(text, place.at('text'));
  return moment => ({ defer: { until: laterBy(wait.read(moment), moment), late: refused(moment), text: told(words(moment)) } });
}

function written(phase: Phase, texts: Readonly<Record<string, ValueForm>>, place: Place): (moment: Moment) => Ruling {
  const can = rewritable[phase];
  const made = Object.entries(texts).map(([name, form]) => {
    if (!can.includes(name))
      place
        .at(name)
        .fault(
          can.length > 0
            ? `only ${can.join(' and ')} can be written anew here`
            : `nothing can be written anew in the phase ${phase}: deny it, or allow it`,
        );
    return [name, worded(form, place.at(name))] as const;
  });
  return moment => {
    const rewrite = rewrittenWith(
      phase,
      moment.request as Phases[Phase],
      Object.fromEntries(made.map(([name, read]) => [name, read(moment)])),
    );
    return rewrite && ({ rewrite } as Ruling);
  };
}
