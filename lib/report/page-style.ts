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
