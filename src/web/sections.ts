// The sections of a scenario that a policy may change.
import type { Institutions } from '../scenario/scenario.ts';

/** By the keys of `Institutions`, so that none is left out; `advice` is written under behaviour. */
const places: Readonly<Record<keyof Institutions, string>> = {
  exit: 'exit',
  appointment: 'appointment',
  identifiers: 'identifiers',
  certificates: 'certificates',
  agent: 'agent',
  onboarding: 'onboarding',
  support: 'support',
  advice: 'behaviour.advice',
};

export const sections: readonly string[] = Object.values(places);
