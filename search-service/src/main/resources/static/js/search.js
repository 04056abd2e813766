/* Plots of one search: accuracy over realised cost, and learning curves of chosen trials. */
"use strict";

const MOST_CURVES = 20;

/** Colours follow the page's own, in light and dark. */
function theme() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  return {
    text: color("--text"),
    faint: color("--faint"),
    line: color("--line"),
    accent: color("--accent"),
    good: color("--good"),
    card: color("--card"),
  };
}

function axis(name, colors, more) {
  return {
    name,
    nameLocation: "middle",
    nameGap: 32,
    nameTextStyle: { color: colors.faint },
    axisLabel: { color: colors.faint },
    axisLine: { lineStyle: { color: colors.line } },
    splitLine: { lineStyle: { color: colors.line } },
    scale: true,
    ...more,
  };
}

/** Said in the middle of a chart that has nothing to show. */
function note(text, colors, isEmpty) {
  return {
    id: "note",
    type: "text",
    left: "center",
    top: "middle",
    silent: true,
    invisible: !isEmpty,
    style: { text, fill: colors.faint, fontSize: 14 },
  };
}

function metric(number) {
  for (const [size, unit] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (number >= size) {
      return `${+(number / size).toPrecision(4)} ${unit}`;
    }
  }
  return String(number);
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

async function json(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`${address}: status ${response.status}`);
  }
  return response.json();
}

/** The points that no other point beats at the same cost or less. */
function paretoFront(points) {
  const front = [];
  for (const point of [...points].sort((a, b) => a.multiplyAdds - b.multiplyAdds || b.top1 - a.top1)) {
    if (front.length === 0 || point.top1 > front[front.length - 1].top1) {
      front.push(point);
    }
  }
  return front;
}

/** Values come from the service's own numbers; text is escaped all the same. */
function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

/** One standard deviation over seeds, up and down. */
function errorBar(params, api) {
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
    value: [point.multiplyAdds, point.top1],
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
      legend: { textStyle: { color: colors.text }, data: names },
      tooltip: {
        backgroundColor: colors.card,
        borderColor: colors.line,
        textStyle: { color: colors.text },
        formatter: ({ data }) =>
          data.point
            ? `<b>${escaped(data.point.label)}</b>${data.point.control === null ? "" : `, control: ${data.point.control.toLowerCase()}`}<br>top-1 ${percent(data.point.top1)}` +
              (data.point.deviation === null ? "" : ` ± ${percent(data.point.deviation)}`) +
              ` (${data.point.seeds} ${data.point.seeds === 1 ? "seed" : "seeds"})<br>` +
              `${metric(data.point.multiplyAdds)} multiply-adds, ${data.point.costRatio.toFixed(2)} × the baseline's`
            : "",
      },
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
          data: paretoFront(finalists).map((point) => [point.multiplyAdds, point.top1]),
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
          renderItem: errorBar,
          encode: { x: 0, y: [1, 2] },
          itemStyle: { color: colors.accent },
          data: spread.map((point) => [point.multiplyAdds, point.top1 - point.deviation, point.top1 + point.deviation]),
        },
        { name: "controls", type: "scatter", symbol: "triangle", itemStyle: { color: colors.text }, data: controls.map(place) },
        { name: "candidates", type: "scatter", itemStyle: { color: colors.accent }, data: finalists.map(place) },
      ],
    },
    { notMerge: true },
  );
}

function drawCurves(chart, curves) {
  const colors = theme();
  chart.setOption(
    {
      animation: false,
      grid: { left: 78, right: 20, top: 40, bottom: 55 },
      graphic: [
        note(
          curves.length === 0 ? "tick trials below to see how they learn" : "no ticked trial has ended an epoch yet",
          colors,
          curves.every(({ epochs }) => epochs.length === 0),
        ),
      ],
      legend: { type: "scroll", textStyle: { color: colors.text } },
      tooltip: {
        trigger: "axis",
        backgroundColor: colors.card,
        borderColor: colors.line,
        textStyle: { color: colors.text },
        valueFormatter: (value) => percent(value),
      },
      xAxis: axis("epoch", colors, { type: "value", minInterval: 1 }),
      yAxis: axis("validation top-1", colors, { nameGap: 60, axisLabel: { color: colors.faint, formatter: percent } }),
      series: curves.map(({ name, epochs }) => ({
        name,
        type: "line",
        symbolSize: 6,
        data: epochs.map((epoch) => [epoch.epoch, epoch.validation.top1]),
      })),
    },
    { notMerge: true },
  );
}

function start() {
  const accuracy = document.getElementById("accuracy");
  const curves = document.getElementById("curves");
  if (!accuracy || !curves) {
    return;
  }
  const accuracyChart = echarts.init(accuracy, null, { renderer: "svg" });
  const curvesChart = echarts.init(curves, null, { renderer: "svg" });
  const triangle = document.getElementById("triangle");
  const triangleChart = echarts.init(triangle, null, { renderer: "svg" });
  const chosen = new Map();

  const refreshAccuracy = async () => {
    const { points, winner } = await json(accuracy.dataset.points);
    accuracy.dataset.count = String(points.length);
    drawAccuracy(accuracyChart, points, winner);
  };
  const refreshTriangle = async () => drawTriangle(triangleChart, await json(triangle.dataset.triangle));
  const refreshCurves = async () => {
    const drawn = await Promise.all(
      [...chosen].map(async ([trial, name]) => ({ name, epochs: await json(`/api/trials/${trial}/curve`) })),
    );
    curves.dataset.count = String(drawn.length);
    drawCurves(curvesChart, drawn);
  };

  const choose = (box) => {
    if (box.checked && chosen.size < MOST_CURVES) {
      chosen.set(box.value, box.dataset.name);
    } else {
      box.checked = false;
      chosen.delete(box.value);
    }
  };
  // Rows come and go with paging and live updates: what was chosen stays chosen.
  const restore = () => {
    for (const box of document.querySelectorAll("input.curve")) {
      box.checked = chosen.has(box.value);
    }
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("input.curve")) {
      choose(event.target);
      void refreshCurves();
    }
  });
  document.body.addEventListener("htmx:afterSettle", restore);
  let finished = "";
  document.body.addEventListener("phiscale:changed", (event) => {
    if (event.detail.finished !== finished) {
      finished = event.detail.finished;
      void refreshAccuracy();
      void refreshTriangle();
    }
    if (chosen.size > 0) {
      void refreshCurves();
    }
  });
  window.addEventListener("resize", () => {
    accuracyChart.resize();
    curvesChart.resize();
    triangleChart.resize();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    void refreshAccuracy();
    void refreshTriangle();
    void refreshCurves();
  });

  for (const box of [...document.querySelectorAll("input.curve")].slice(0, 5)) {
    box.checked = true;
    choose(box);
  }
  void refreshAccuracy();
  void refreshTriangle();
  void refreshCurves();
}

document.addEventListener("DOMContentLoaded", start);
