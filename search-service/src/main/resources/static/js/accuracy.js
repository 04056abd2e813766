/* Accuracy over realised cost, with what seeds make of it. */
"use strict";

/** The points that no other point beats at the same cost or less. */
function paretoFront(points) {
  const front = [];
  for (const point of [...points].sort((a, b) => a.cost.multiplyAdds - b.cost.multiplyAdds || b.top1 - a.top1)) {
    if (front.length === 0 || point.top1 > front[front.length - 1].top1) {
      front.push(point);
    }
  }
  return front;
}

/** One standard deviation over seeds, up and down. */
function deviationBar(params, api) {
  const x = api.value(0);
  const [low, high] = [api.coord([x, api.value(1)]), api.coord([x, api.value(2)])];
  const style = { stroke: api.visual("color"), lineWidth: 1.5 };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return {
    type: "group",
    children: [
      line(...low, ...high),
      line(low[0] - 4, low[1], low[0] + 4, low[1]),
      line(high[0] - 4, high[1], high[0] + 4, high[1]),
    ],
  };
}

/** Only those that were trained to the same rung can be compared: the others are shown faintly. */
function drawAccuracy(chart, points, winner) {
  const colors = theme();
  const last = Math.max(...points.map((point) => point.rung));
  const finalists = points.filter((point) => point.competes && point.rung === last);
  const others = points.filter((point) => point.rung < last);
  const controls = points.filter((point) => !point.competes && point.rung === last);
  const place = (point) => ({
    value: [point.cost.multiplyAdds, point.top1],
    point,
    itemStyle: point.fingerprint === winner ? { color: colors.good } : undefined,
    symbolSize: point.fingerprint === winner ? 15 : 9,
  });
  const spread = [...finalists, ...controls].filter((point) => point.deviation !== null);
  const names = ["candidates", "Pareto front"];
  if (others.length > 0) {
    names.push("trained for fewer epochs");
  }
  if (controls.length > 0) {
    names.push("controls");
  }
  chart.setOption(
    {
      animation: false,
      grid: { left: 78, right: 20, top: 40, bottom: 55 },
      graphic: [note("no trial has a result yet", colors, points.length === 0)],
      legend: {
        textStyle: { color: colors.text },
        data: names,
        // Far below, they would press those that matter together.
        selected: { "trained for fewer epochs": winner === null },
      },
      tooltip: tooltip(colors, {
        formatter: ({ data }) =>
          data.point
            ? `<b>${escaped(data.point.label)}</b>${data.point.control === null ? "" : `, control: ${data.point.control.toLowerCase()}`}<br>top-1 ${percent(data.point.top1)}` +
              (data.point.deviation === null ? "" : ` ± ${percent(data.point.deviation)}`) +
              ` (${data.point.seeds} ${data.point.seeds === 1 ? "seed" : "seeds"})<br>` +
              `${metric(data.point.cost.multiplyAdds)} multiply-adds, ${data.point.costRatio.toFixed(2)} × the baseline's`
            : "",
      }),
      xAxis: axis("realised multiply-adds", colors, { type: "value", axisLabel: { color: colors.faint, formatter: metric } }),
      yAxis: axis("validation top-1", colors, { nameGap: 60, axisLabel: { color: colors.faint, formatter: percent } }),
      series: [
        {
          name: "Pareto front",
          type: "line",
          step: "end",
          symbol: "none",
          silent: true,
          lineStyle: { color: colors.faint, type: "dashed", width: 1.5 },
          itemStyle: { color: colors.faint },
          data: paretoFront(finalists).map((point) => [point.cost.multiplyAdds, point.top1]),
        },
        {
          name: "trained for fewer epochs",
          type: "scatter",
          itemStyle: { color: "transparent", borderColor: colors.faint, borderWidth: 1.5 },
          data: others.map(place),
        },
        {
          name: "deviation",
          type: "custom",
          silent: true,
          renderItem: deviationBar,
          encode: { x: 0, y: [1, 2] },
          itemStyle: { color: colors.accent },
          data: spread.map((point) => [point.cost.multiplyAdds, point.top1 - point.deviation, point.top1 + point.deviation]),
        },
        { name: "controls", type: "scatter", symbol: "triangle", itemStyle: { color: colors.text }, data: controls.map(place) },
        { name: "candidates", type: "scatter", itemStyle: { color: colors.accent }, data: finalists.map(place) },
      ],
    },
    { notMerge: true },
  );
}
