// What may be set of recordings, with bounds and defaults; for a configuration and for a program that embeds rooms alike.
import { z } from 'zod';

const bytes = (least: number, about: string, fallback: number) =>
  z.int().min(least).max(1_000_000_000_000).default(fallback).describe(about);

export const RecordSettings = z.strictObject({
  dir: z
    .string()
    .min(1)
    .optional()
    .describe('the folder in which what rooms are asked is recorded, a file for each room; none without it; see "Recording"'),
  texts: z.boolean().default(false).describe('whether what people say is recorded; otherwise letters become x'),
  names: z.boolean().default(false).describe('whether addresses and nicks are recorded; otherwise everybody gets another name'),
  bytes: bytes(10_000, 'bytes of one file, after which the next one of the room begins', 10_000_000),
  files: z.int().min(1).max(10_000).default(3).describe('files of one room; the oldest goes when there would be more'),
  total: bytes(100_000, 'bytes of all recordings in the folder; the oldest go when there are more', 1_000_000_000),
});
export type RecordSettings = z.infer<typeof RecordSettings>;
