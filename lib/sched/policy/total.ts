/** The sum of a column. Not compensated, as `sum` of simple-statistics is: policies sum thousands of columns a second. */
export function totalOf(column: Float64Array): number {
  let total = 0;
  for (let vm = 0; vm < column.length; vm++) total += column[vm];
  return total;
}
