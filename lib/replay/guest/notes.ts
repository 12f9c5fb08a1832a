import { formatDuration, formatSize } from '../../core/units.ts';
import type { StepClaim } from '../../load/agent-report.ts';
import { recorded } from '../../stats/recorded.ts';
import type { Trace } from '../../trace/trace.ts';
import { type ClockRound, clockOffset } from './clock-offset.ts';
import type { LoopFigures } from './close-loop.ts';

/** How well the guest's clock was known, and what it did meanwhile. */
export function clockNotes(rounds: readonly ClockRound[]): string[] {
  const [first, last] = [rounds[0], rounds.at(-1)];
  if (first === undefined || last === undefined) return ["nothing is known of the guest's clock"];
  const start = clockOffset(rounds, first.answered);
  const drift = Math.abs(Number(clockOffset(rounds, last.answered).offset - start.offset));
  const known = `steps in the guest begin within ${formatDuration(start.uncertainty / 1e9)} of the host's, as far as its clock can be asked`;
  return [
    drift > start.uncertainty
      ? `${known}; its clock went off by ${formatDuration(drift / 1e9)}, which was followed`
      : known,
  ];
}

/** What closing the loop took, and where it could do nothing. */
export function loopNotes(figures: LoopFigures | undefined): string[] {
  if (figures === undefined) return [];
  const { sent, failed, above } = figures;
  const missed = failed > 0 ? `, of which the guest did not take ${failed}` : '';
  const over =
    above > 0
      ? [`in ${above} steps the domain used more than the target without any load: that cannot be taken away`]
      : [];
  return [
    `CPU follows the recording as the host sees it: ${sent} corrections were sent into the guest${missed}`,
    ...over,
  ];
}

/** A disk that is no file of the host's, or one that its page cache answers for, moves what no counter of a process shows. */
export function unseenNotes(claims: readonly StepClaim[], achieved: Trace): string[] {
  return (['read', 'write'] as const).flatMap((resource) => {
    const claimed = sum(claims.map((claim) => claim[`${resource}_bytes`] ?? 0));
    const counted = recorded(achieved[resource]);
    if (claimed === 0 || counted.length === 0 || sum(counted) * 2 > claimed) return [];
    return [
      `${resource}: the host counted ${formatSize(sum(counted))} of the ${formatSize(claimed)} that the guest moved: the rest did not reach a disk there`,
    ];
  });
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
