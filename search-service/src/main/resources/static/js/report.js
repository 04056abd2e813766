/* The drawings of a report. What they are made of comes with the page: nothing is fetched. */
"use strict";

const ROW = 30;
const MOST_ROWS = 30;

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Candidates that were trained to the last rung, the most accurate first; without those that diverged each time. */
function finalistsOf({ points, trainings }) {
  const came = new Set(trainings.filter((one) => !one.diverged).map((one) => `${one.fingerprint} ${one.rung}`));
  const competing = points.filter((point) => point.competes && came.has(`${point.fingerprint} ${point.rung}`));
  const last = Math.max(...competing.map((point) => point.rung));
  return competing.filter((point) => point.rung === last).sort((a, b) => b.top1 - a.top1);
}

/** A line from one number to another, across its row. */
function whisker(params, api) {
  const row = api.value(0);
  const [left, right] = [api.coord([api.value(1), row]), api.coord([api.value(2), row])];
  const style = { stroke: api.visual("color"), lineWidth: 1.5 };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return {
    type: "group",
    children: [
      line(...left, ...right),
      line(left[0], left[1] - 5, left[0], left[1] + 5),
      line(right[0], right[1] - 5, right[0], right[1] + 5),
    ],
  };
}

/** One row for each name, the first on top. */
function rows(names, colors) {
  return {
    type: "category",
    inverse: true,
    data: names,
    axisLabel: { color: colors.text },
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
  };
}

function drawControls(element, { controls }) {
  element.style.height = `${110 + ROW * controls.length}px`;
  const colors = theme();
  const known = controls.map((control, row) => ({ ...control, row })).filter((control) => control.margin !== null);
  const points = (share) => `${(100 * share).toFixed(1)}`;
  const chart = chartIn(element);
  chart.setOption({
    animation: false,
    grid: { left: 180, right: 30, top: 15, bottom: 55 },
    tooltip: tooltip(colors, { formatter: ({ data }) => data.words }),
    xAxis: axis("points of top-1 that the chosen network is ahead", colors, {
      type: "value",
      scale: false,
      axisLabel: { color: colors.faint, formatter: points },
    }),
    yAxis: rows(controls.map((control) => control.name), colors),
    series: [
      {
        type: "custom",
        silent: true,
        renderItem: whisker,
        encode: { x: [1, 2], y: 0 },
        itemStyle: { color: colors.accent },
        data: known.map(({ row, ahead, margin }) => [row, ahead - margin, ahead + margin]),
      },
      {
        type: "scatter",
        symbolSize: 11,
        itemStyle: { color: colors.accent },
        data: controls.map((control, row) => ({
          value: [control.ahead, row],
          words: `${control.name}: ${escaped(control.words)}`,
        })),
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colors.text, type: "solid" },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  });
}

/** Each training of a finalist as a dot, in a colour of its seed: what seeds do to all alike shows as one pattern. */
function drawSeeds(element, drawings) {
  const colors = theme();
  const all = finalistsOf(drawings);
  const finalists = all.slice(0, MOST_ROWS);
  if (finalists.length === 0) {
    return;
  }
  element.style.height = `${120 + ROW * finalists.length}px`;
  const row = new Map(finalists.map((point, index) => [point.fingerprint, index]));
  const last = finalists[0].rung;
  const trainings = drawings.trainings.filter((one) => one.rung === last && row.has(one.fingerprint));
  const seeds = [...new Set(trainings.map((one) => one.seed))].sort((a, b) => a - b);
  const chart = chartIn(element);
  chart.setOption({
    animation: false,
    grid: { left: 190, right: 30, top: 40, bottom: 55 },
    title: {
      show: all.length > finalists.length,
      text: `the ${finalists.length} most accurate of ${all.length}`,
      left: 0,
      bottom: 0,
      textStyle: { color: colors.faint, fontSize: 12, fontWeight: "normal" },
    },
    legend: { type: "scroll", textStyle: { color: colors.text }, data: [...seeds.map((seed) => `seed ${seed}`), "mean"] },
    tooltip: tooltip(colors, { formatter: ({ data }) => data.words }),
    xAxis: axis("validation top-1", colors, { type: "value", axisLabel: { color: colors.faint, formatter: percent } }),
    yAxis: rows(finalists.map((point) => point.label), colors),
    series: [
      ...seeds.map((seed) => ({
        name: `seed ${seed}`,
        type: "scatter",
        symbolSize: 10,
        itemStyle: { opacity: 0.85 },
        data: trainings
          .filter((one) => one.seed === seed)
          .map((one) => ({ value: [one.top1, row.get(one.fingerprint)], words: `seed ${seed}: ${percent(one.top1)}` })),
      })),
      {
        name: "mean",
        type: "scatter",
        symbol: "rect",
        symbolSize: [2, 20],
        itemStyle: { color: colors.text },
        data: finalists.map((point, index) => ({ value: [point.top1, index], words: `mean: ${percent(point.top1)}` })),
      },
    ],
  });
}

/** Places of the networks that came to a rung, by their mean there, from 1. */
function placesAt(rung, { points, trainings }) {
  const scores = points
    .filter((point) => point.competes)
    .map((point) => ({
      fingerprint: point.fingerprint,
      results: trainings.filter((one) => one.rung === rung && one.fingerprint === point.fingerprint).map((one) => one.top1),
    }))
    .filter(({ results }) => results.length > 0)
    .sort((a, b) => mean(b.results) - mean(a.results));
  return new Map(scores.map(({ fingerprint }, index) => [fingerprint, index + 1]));
}

function drawFlow(element, drawings) {
  const colors = theme();
  const { points, rungs, winner } = drawings;
  const places = rungs.map((_, rung) => placesAt(rung, drawings));
  const most = Math.max(...places.map((at) => at.size));
  element.style.height = `${Math.max(380, 90 + 14 * most)}px`;
  const series = points
    .filter((point) => point.competes)
    .map((point) => ({ point, way: places.map((at) => at.get(point.fingerprint)) }))
    .filter(({ way }) => way.some((place) => place !== undefined));
  const style = (point, way) => {
    if (point.fingerprint === winner) {
      return { color: colors.good, width: 3.5, opacity: 1 };
    }
    const further = way.filter((place) => place !== undefined).length > 1;
    return { color: further ? colors.accent : colors.faint, width: 1.5, opacity: further ? 0.7 : 0.6 };
  };
  const chart = chartIn(element);
  chart.setOption({
    animation: false,
    grid: { left: 60, right: 60, top: 30, bottom: 40 },
    tooltip: tooltip(colors, { formatter: ({ data }) => data.words }),
    xAxis: {
      type: "category",
      data: rungs.map((epochs) => (epochs === 1 ? "after 1 epoch" : `after ${epochs} epochs`)),
      axisLabel: { color: colors.text },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: colors.line } },
    },
    yAxis: axis("place", colors, {
      type: "value",
      inverse: true,
      min: 1,
      max: most,
      minInterval: 1,
      nameGap: 36,
      splitLine: { show: false },
    }),
    series: series.map(({ point, way }) => {
      const { color, width, opacity } = style(point, way);
      return {
        type: "line",
        symbol: "circle",
        symbolSize: point.fingerprint === winner ? 11 : 7,
        z: point.fingerprint === winner ? 4 : 2,
        lineStyle: { color, width, opacity },
        itemStyle: { color, opacity },
        data: way.map((place) => ({
          value: place ?? null,
          words: `<b>${escaped(point.label)}</b><br>${way
            .map((at, rung) => (at === undefined ? "" : `place ${at} of ${places[rung].size} after ${rungs[rung]}`))
            .filter((text) => text !== "")
            .join(", ")}`,
        })),
      };
    }),
  });
}

/** A line through all that is known of each network; those left on the way faintly, as their accuracies do not compare. */
function drawParallel(element, drawings) {
  const colors = theme();
  const finalists = finalistsOf(drawings);
  const { shares, winner } = drawings;
  const axes = [
    { name: "depth", of: (point) => shares[point.fingerprint].depth, words: percent },
    { name: "width", of: (point) => shares[point.fingerprint].width, words: percent },
    { name: "resolution", of: (point) => shares[point.fingerprint].resolution, words: percent },
    { name: "cost ratio", of: (point) => point.costRatio, words: (ratio) => ratio.toFixed(2) },
    { name: "parameters", of: (point) => point.cost.parameters, words: metric },
    { name: "activations", of: (point) => point.cost.activations, words: metric },
    { name: "top-1", of: (point) => point.top1, words: percent },
  ];
  const known = finalists.filter((point) => shares[point.fingerprint]);
  const top = Math.max(...known.map((point) => point.top1));
  const bottom = Math.min(...known.map((point) => point.top1));
  const strength = (point) => (top > bottom ? 0.2 + (0.8 * (point.top1 - bottom)) / (top - bottom) : 1);
  const chart = chartIn(element);
  chart.setOption({
    animation: false,
    parallel: { left: 60, right: 60, top: 45, bottom: 30 },
    tooltip: tooltip(colors, { formatter: ({ data }) => data.words }),
    parallelAxis: axes.map(({ name, words }, dim) => ({
      dim,
      name,
      scale: true,
      nameTextStyle: { color: colors.text },
      axisLabel: { color: colors.faint, formatter: words },
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { lineStyle: { color: colors.line } },
    })),
    series: {
      type: "parallel",
      data: known.map((point) => ({
        value: axes.map(({ of }) => of(point)),
        words: `<b>${escaped(point.label)}</b><br>top-1 ${percent(point.top1)}`,
        lineStyle: {
          color: point.fingerprint === winner ? colors.good : colors.accent,
          width: point.fingerprint === winner ? 4 : 2,
          opacity: point.fingerprint === winner ? 1 : strength(point),
        },
      })),
    },
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const drawings = JSON.parse(document.getElementById("drawings").textContent);
  const draw = (id, drawing) => {
    const element = document.getElementById(id);
    if (element) {
      drawing(element);
    }
  };
  draw("accuracy", (element) => drawAccuracy(chartIn(element), drawings.points, drawings.winner));
  draw("triangle", (element) => drawTriangle(chartIn(element), drawings));
  draw("controls-drawn", (element) => drawControls(element, drawings));
  draw("seeds", (element) => drawSeeds(element, drawings));
  draw("flow", (element) => drawFlow(element, drawings));
  draw("parallel", (element) => drawParallel(element, drawings));
});
