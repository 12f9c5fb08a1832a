import { formatDuration } from '../../core/units.ts';
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
