// People of a script for whom a program speaks: they come, speak, are renamed and go by the engine's own way for that.
import type { AttachedEngine } from '../../adapters/attach.ts';
import type { ProgramPerson } from '../../adapters/program-person.ts';

/** What a program does for somebody, who is known by the nick with which they came. */
export type ProgramDeed = { readonly who: string } & (
  | { readonly does: 'comes'; readonly room: string; readonly address: string }
  | { readonly does: 'says' | 'is called'; readonly text: string }
  | { readonly does: 'leaves' }
);

export class Programs {
  readonly #people = new Map<string, ProgramPerson>();

  /** Does it; rejects where it is refused. */
  async play(engine: AttachedEngine, deed: ProgramDeed): Promise<void> {
    const { who } = deed;
    if (deed.does === 'comes') {
      const person = engine.join(deed.room, { nick: who, address: deed.address });
      this.#people.set(who, person);
      return accept(person.entered);
    }
    const person = this.#people.get(who);
    if (!person) throw new Error(`no program has brought ${who} before`);
    if (deed.does === 'says') return accept(person.say(deed.text));
    if (deed.does === 'is called') return accept(person.rename(deed.text));
    return person.leave();
  }
}

async function accept(outcome: ProgramPerson['entered']): Promise<void> {
  const refusal = await outcome;
  if (refusal) throw new Error(`the program is refused: ${refusal.condition}: ${refusal.text}`);
}
