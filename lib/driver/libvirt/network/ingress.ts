import type { UndoAction, UndoOutcome } from '../../../core/undo.ts';
import type { Host } from '../../../host/host.ts';
import { isGone, tc } from '../../local/network/iproute.ts';

/** Leads nothing away from a tap any more. Only one that leads to our link, or nowhere: it is made before its filter. */
export async function removeIngress(host: Host, action: UndoAction): Promise<UndoOutcome> {
  const [tap, link] = [String(action.interface), String(action.link)];
  try {
    const filters = await tc({ host }, ['filter', 'show', 'dev', tap, 'parent', 'ffff:']);
    if (filters.trim() !== '' && !filters.includes(`to device ${link}`))
      return { action, left: `the ingress of ${tap} is another's now` };
    await tc({ host }, ['qdisc', 'del', 'dev', tap, 'ingress']);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return { action };
}
