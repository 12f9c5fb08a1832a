import type uPlot from 'uplot';
import type { Window } from './within.ts';

/** By how much of what is seen a key moves it, and by what a key or a notch of the wheel zooms. */
const STRIDE = 0.1;
const ZOOM = 1.25;

/** Shows what is asked for; all for undefined. */
export type Show = (window?: Window) => void;

/** The wheel moves a chart sideways, and zooms at the pointer with Ctrl; the arrow keys and `+`, `-`, `0` do the same without a mouse. */
export function navigate(chart: uPlot, show: Show): void {
  chart.over.tabIndex = 0;
  chart.over.addEventListener('wheel', (event) => showInstead(event, wheelWindow(event, chart), show));
  chart.over.addEventListener('keydown', (event) => {
    if (event.key === '0' || event.key === 'Escape') show();
    else showInstead(event, keyWindow(event.key, seen(chart)), show);
  });
}

/** Follows the pointer until the button is let go: what was under it stays under it. @returns null, as uPlot's listeners do */
export function drag(chart: uPlot, down: MouseEvent, show: Show): null {
  const begin = seen(chart);
  const follow = ({ clientX }: MouseEvent) => show(moved(begin, (down.clientX - clientX) / chart.over.clientWidth));
  document.addEventListener('mousemove', follow);
  document.addEventListener('mouseup', () => document.removeEventListener('mousemove', follow), { once: true });
  return null;
}

const seen = ({ scales: { x } }: uPlot): Window => [x!.min!, x!.max!];

/** What the chart has no use for stays the browser's: a wheel alone scrolls the page, as everywhere. */
function showInstead(event: Event, window: Window | undefined, show: Show): void {
  if (window === undefined) return;
  event.preventDefault();
  show(window);
}

function wheelWindow(event: WheelEvent, chart: uPlot): Window | undefined {
  const { left, width } = chart.over.getBoundingClientRect();
  if (event.ctrlKey) return zoomed(seen(chart), ZOOM ** Math.sign(event.deltaY), (event.clientX - left) / width);
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  return isSideways ? moved(seen(chart), sideways / width) : undefined;
}

function keyWindow(key: string, window: Window): Window | undefined {
  if (key === 'ArrowLeft') return moved(window, -STRIDE);
  if (key === 'ArrowRight') return moved(window, STRIDE);
  if (key === '+') return zoomed(window, 1 / ZOOM, 0.5);
  return key === '-' ? zoomed(window, ZOOM, 0.5) : undefined;
}

const moved = ([low, high]: Window, share: number): Window => [low + share * (high - low), high + share * (high - low)];

/** `at` is the share of the window's width that stays where it is. */
function zoomed([low, high]: Window, factor: number, at: number): Window {
  const still = low + at * (high - low);
  return [still - (still - low) * factor, still + (high - still) * factor];
}
