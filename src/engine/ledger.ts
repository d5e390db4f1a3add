// What `trace` shows: every event of a household's meters with what the account stood at after it. Off (null) in ordinary runs.

export interface LedgerLine {
  readonly minute: number;
  readonly fuel: 'electricity' | 'gas';
  readonly event: string;
  /** Micropounds that moved, or null. */
  readonly amount: number | null;
  readonly balance: number;
  readonly emergencyCreditLeft: number;
  readonly emergencyCreditUsed: number;
  readonly accumulatedDebt: number;
  readonly supply: 'on' | 'armed' | 'off';
  readonly safeMode: boolean;
}

export type Ledger = LedgerLine[];
