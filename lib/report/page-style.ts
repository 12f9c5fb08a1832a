/** A page to be read like a paper: one column, tables with rules above and below only, figures at the text's width. */
export const PAGE_CSS = `body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,"Helvetica Neue",Arial,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.5rem;line-height:1.25;font-weight:600;margin:0 0 1.5rem}
h2{font-size:1rem;font-weight:600;margin:2rem 0 .5rem}
p{margin:0 0 .75rem;white-space:pre-line}
figure{margin:2rem 0}
figure svg{display:block;width:100%;height:auto}
.table{overflow-x:auto;margin:0 0 1.5rem}
table{border-collapse:collapse;min-width:100%;font-size:.875rem;font-variant-numeric:tabular-nums;border-top:1.5px solid var(--ink);border-bottom:1.5px solid var(--ink)}
th{font-weight:600;border-bottom:1px solid var(--faint)}
th,td{padding:.3rem .9rem .3rem 0;text-align:left;white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
.right+.left{padding-left:.75rem}
td.left:last-child{white-space:normal;overflow-wrap:anywhere;min-width:8rem}
.right{text-align:right}
@media print{main{max-width:none;padding:0}figure,tr{break-inside:avoid}}`;

/** Where the script has put a chart in a figure, that is on the screen and the picture is on paper. */
export const LIVE_CSS = `@media screen{.live>svg{display:none}}
@media print{.live>.uplot,.live>figcaption,.help{display:none}}
figcaption{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:baseline;font-size:12px;line-height:18px;color:var(--faint)}
figcaption>span{font-size:13px;font-weight:600;color:var(--ink)}
.uplot .u-wrap{cursor:crosshair}
.uplot .u-over:focus-visible{outline:1px solid var(--faint)}
.uplot .u-select{background:var(--faint);opacity:.2}
.uplot .u-cursor-x{border-right:1px solid var(--faint)}
.live .u-legend{display:block;margin:0;min-width:0;width:auto;border:0;text-align:left;font-size:12px}
.live .u-legend tbody{display:flex;flex-wrap:wrap;gap:0 1rem}
.live .u-legend tr{display:flex;gap:.4rem;align-items:baseline;margin:0}
.live .u-legend th,.live .u-legend td{border:0;padding:0;font-weight:400;color:var(--ink)}
.live .u-legend th::after{content:none}
.live .u-legend .u-value{min-width:4.2em;font-weight:600;white-space:nowrap}
.live .u-legend .u-marker{width:16px;height:2px;margin-right:5px;border-radius:1px}
.live .u-legend .ground .u-marker{height:9px;border-radius:0;border-top:1px solid var(--edge);background:var(--area)!important}
.live .u-legend .u-series:first-child .u-marker{display:none}
.live .u-legend .u-series:first-child{order:1}
.live .u-legend .u-series:has(.u-value:empty):first-child{visibility:hidden}
.help{margin:2rem 0 -1.5rem;font-size:12px;color:var(--faint);text-align:right}
`;
