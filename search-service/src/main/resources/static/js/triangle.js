/* The triangle of shares: how much of each candidate's growth is spent on depth, width and resolution. */
"use strict";

const HEIGHT = Math.sqrt(3) / 2;

/** Depth is the top corner, width the left one, resolution the right one. */
const place = ({ depth, resolution }) => [resolution + depth / 2, HEIGHT * depth];

const CORNERS = [
  { name: "depth", shares: { depth: 1, width: 0, resolution: 0 }, position: "top" },
  { name: "width", shares: { depth: 0, width: 1, resolution: 0 }, position: "bottom" },
  { name: "resolution", shares: { depth: 0, width: 0, resolution: 1 }, position: "bottom" },
];

const LITERATURE = [{ name: "EfficientNet's (1.2, 1.1, 1.15)", shares: { depth: 0.28, width: 0.29, resolution: 0.43 } }];

/** Lines of equal shares, every fifth. */
function shareLines() {
  const lines = [];
  for (const share of [0.2, 0.4, 0.6, 0.8]) {
    const rest = 1 - share;
    lines.push(
      [{ depth: share, width: rest, resolution: 0 }, { depth: share, width: 0, resolution: rest }],
      [{ depth: rest, width: share, resolution: 0 }, { depth: 0, width: share, resolution: rest }],
      [{ depth: rest, width: 0, resolution: share }, { depth: 0, width: rest, resolution: share }],
    );
  }
  return lines.map((ends) => ends.map((end) => ({ coord: place(end) })));
}

function shareWords({ depth, width, resolution }) {
  const whole = (share) => `${Math.round(100 * share)} %`;
  return `depth ${whole(depth)}, width ${whole(width)}, resolution ${whole(resolution)}`;
}

function drawTriangle(chart, { points, shares, surface, winner }) {
  const colors = theme();
  const known = points.filter((point) => shares[point.fingerprint]);
  const last = Math.max(...known.map((point) => point.rung));
  const dot = (point) => ({
    value: place(shares[point.fingerprint]),
    words: `<b>${escaped(point.label)}</b><br>top-1 ${percent(point.top1)}<br>${shareWords(shares[point.fingerprint])}`,
    symbolSize: point.fingerprint === winner ? 15 : 9,
    itemStyle:
      point.rung < last
        ? { color: "transparent", borderColor: colors.faint, borderWidth: 1.5 }
        : { color: point.fingerprint === winner ? colors.good : colors.accent },
  });
  const plane = surface === null ? [] : surface.plane;
  const scores = plane.map((point) => point.score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const corners = CORNERS.map(({ name, shares: corner, position }) => ({
    value: place(corner),
    label: { show: true, formatter: name, position, color: colors.text },
  }));
  chart.setOption(
    {
      animation: false,
      grid: { left: 40, right: 40, top: 40, bottom: 45 },
      graphic: [note("no trial has a result yet", colors, points.length === 0)],
      tooltip: tooltip(colors, { formatter: ({ data }) => data.words ?? "" }),
      xAxis: { type: "value", min: 0, max: 1, show: false },
      yAxis: { type: "value", min: 0, max: HEIGHT, show: false },
      series: [
        {
          type: "scatter",
          name: "surface",
          symbol: "circle",
          symbolSize: 9,
          data: plane.map((point) => ({
            value: place(point.shares),
            words: `the surface expects ${surface.accuracy ? percent(point.score) : point.score.toFixed(4)}${point.inRegion ? ", and may have its optimum here" : ""}<br>${shareWords(point.shares)}`,
            itemStyle: {
              color: colors.accent,
              opacity: 0.05 + 0.35 * (high > low ? (point.score - low) / (high - low) : 0),
              borderColor: point.inRegion ? colors.good : "transparent",
              borderWidth: point.inRegion ? 1 : 0,
            },
          })),
        },
        {
          type: "line",
          silent: true,
          symbol: "none",
          lineStyle: { color: colors.faint, width: 1.5 },
          data: [...CORNERS, CORNERS[0]].map(({ shares: corner }) => place(corner)),
          markLine: {
            silent: true,
            symbol: "none",
            animation: false,
            label: { show: false },
            lineStyle: { color: colors.line, type: "solid" },
            data: shareLines(),
          },
        },
        { type: "scatter", silent: true, clip: false, symbolSize: 1, itemStyle: { color: colors.faint }, data: corners },
        {
          type: "scatter",
          symbol: "diamond",
          symbolSize: 13,
          itemStyle: { color: "transparent", borderColor: colors.text, borderWidth: 1.5 },
          data: LITERATURE.map(({ name, shares: published }) => ({
            value: place(published),
            words: `${name}<br>${shareWords(published)}`,
          })),
        },
        { type: "scatter", name: "candidates", data: known.map(dot) },
      ],
    },
    { notMerge: true },
  );
}
