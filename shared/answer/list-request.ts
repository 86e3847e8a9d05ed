// What part of a list is asked for, and how the numbers of such a request are read.
import { TouchstoneError } from '../errors';

/** Rows that a list answers with where nobody says how many. */
export const LIST_LIMIT_DEFAULT = 50;

export interface ListRequest {
  /** 0 means all. */
  limit: number;
  offset: number;
  /** Keys of the JSON rows; `null` means all. */
  fields: readonly string[] | null;
  /** Empty: the noun's own order. */
  sort: readonly { field: string; descending: boolean }[];
}

/** The page that a request is for, where the noun's own order is asked for: all that its rows need be made for. */
export function askedPage({ sort, offset, limit }: ListRequest): { offset: number; limit: number } {
  return sort.length === 0 ? { offset, limit } : { offset: 0, limit: 0 };
}

/**
 * @param option without dashes; `spelled` as the caller wrote it (`--limit`)
 * @throws E_USAGE for a number that is none
 */
export function readCount(option: string, spelled: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TouchstoneError('E_USAGE', `${spelled} takes a whole number of 0 or more, not "${text}".`, { details: { option, value: text } });
}
