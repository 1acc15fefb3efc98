// A scenario as it goes over the wire: every stanza that somebody sends or receives while it is played in memory.
import { MemoryWorld } from './memory-world.ts';
import { play } from './play.ts';
import type { Script } from './script.ts';
import type { EffectOutcome } from './scripted-effects.ts';
import type { Connection } from './world.ts';
import { readStanzas, write, type Xml } from './xml.ts';

/** Plays the scenario, and gives what everybody sent (→) and received (←), in order. Rejects where it is not as written. */
export async function transcriptOf(script: Script): Promise<string> {
  const world = new TranscribingWorld();
  await play(script, world);
  return world.lines.join('\n');
}

class TranscribingWorld extends MemoryWorld {
  readonly lines: string[] = [];

  override async connect(client: string, receive: (stanza: Xml) => void): Promise<Connection> {
    const tell = (arrow: string, stanza: Xml) => this.lines.push(`${client} ${arrow} ${short(write(stanza))}`);
    const connection = await super.connect(client, stanza => {
      tell('←', stanza);
      receive(stanza);
    });
    return {
      ...connection,
      send(source) {
        for (const stanza of readStanzas(source)) tell('→', stanza);
        connection.send(source);
      },
    };
  }

  override async answerEffect(effect: string, outcome: EffectOutcome): Promise<void> {
    this.lines.push(`… the effect ${effect} ${'fields' in outcome ? 'answers' : `fails: ${outcome.reason}`}`);
    await super.answerEffect(effect, outcome);
  }

  override async timePasses(milliseconds: number): Promise<void> {
    this.lines.push(`… ${milliseconds / 1000} seconds later`);
    await super.timePasses(milliseconds);
  }
}

/** Nobody reads all of an id that is made of chance. */
function short(xml: string): string {
  return xml.replaceAll(/\b([0-9a-f]{6})[0-9a-f]{18,}\b/g, '$1…');
}
