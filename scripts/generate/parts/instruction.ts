import type { JsonObject } from '../../../engine/json.ts';
import type { Random } from '../random.ts';

/** Sentences without a comma that any text may begin with. */
export const FILLER: readonly string[] = [
  'The harbour wakes before the sun does.',
  'Old boats lie beside new ones and nobody minds.',
  'A dog sleeps on warm ropes near the gate.',
  'Somebody sells hot tea from a blue cart.',
  'The tide takes what the night left behind.',
  'Children count gulls on the long wall.',
  'By noon the nets hang dry in the wind.',
  'Two sisters mend a sail and sing softly.',
];

/** A text that grows: what stands before, between and after its sentences. */
export interface Text {
  readonly sentences: readonly string[];
  /** Blocks in place of plain sentences, such as lists. */
  readonly blocks: readonly string[];
  readonly frame: (body: string) => string;
}

/** An instruction of IFEval as it is said, and how a text comes to follow it. */
export interface Instruction {
  readonly id: string;
  readonly kwargs: JsonObject;
  readonly said: string;
  readonly apply: (text: Text) => Text;
}

/** An instruction with its numbers drawn. */
export type Make = (random: Random) => Instruction;

/** Something around the whole text. */
export const framed =
  (wrap: (body: string) => string) =>
  (text: Text): Text => ({ ...text, frame: (body) => wrap(text.frame(body)) });
/** One more sentence. */
export const added =
  (sentence: string) =>
  (text: Text): Text => ({ ...text, sentences: [...text.sentences, sentence] });
/** An instruction from its parts. */
export const rule = (
  id: string,
  kwargs: JsonObject,
  said: string,
  apply: Instruction['apply'],
): Instruction => ({ id, kwargs, said, apply });
/** Nothing has to be done for it. */
export const same: Instruction['apply'] = (text) => text;
/** As many lines as are wanted. */
export const lines = (count: number, line: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => line(index));
