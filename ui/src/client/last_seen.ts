// Two people at one thing: whoever saves second is told before what the first one saved is gone. Moments are told to the
// second, so two saves within one second still pass for one.
import type { Instant } from './types'

export interface Versioned {
  updated_at: Instant
}

export class SavedMeanwhile extends Error {
  readonly at: Instant // when somebody else saved

  constructor(at: Instant) {
    super(`saved by somebody else at ${at}`)
    this.name = 'SavedMeanwhile'
    this.at = at
  }
}

export class LastSeen {
  #at: Instant

  constructor({ updated_at }: Versioned) {
    this.#at = updated_at
  }

  // Ours, or one that a person has decided to write over.
  accept({ updated_at }: Versioned) {
    this.#at = updated_at
  }

  // Reads first; writes only over what has been seen. Throws SavedMeanwhile.
  async write<T extends Versioned>(read: () => Promise<Versioned>, write: () => Promise<T>): Promise<T> {
    const { updated_at } = await read()
    if (updated_at !== this.#at) throw new SavedMeanwhile(updated_at)
    const written = await write()
    this.accept(written)
    return written
  }
}
