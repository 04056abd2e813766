/* Plots of one search: accuracy over realised cost, the triangle, and learning curves of chosen trials. */
"use strict";

const MOST_CURVES = 20;

async function json(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`${address}: status ${response.status}`);
  }
  return response.json();
}

/** Draws what the last of several fetches brings: an earlier one may come later. */
function newest(load, draw) {
  let turn = 0;
  return async () => {
    turn += 1;
    const own = turn;
    const loaded = await load();
    if (own === turn) {
      draw(loaded);
    }
  };
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
      tooltip: tooltip(colors, { trigger: "axis", valueFormatter: (value) => percent(value) }),
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
  const accuracyChart = chartIn(accuracy);
  const curvesChart = chartIn(curves);
  const triangle = document.getElementById("triangle");
  const triangleChart = chartIn(triangle);
  const chosen = new Map();

  const refreshAccuracy = newest(
    () => json(accuracy.dataset.points),
    ({ points, winner }) => {
      accuracy.dataset.count = String(points.length);
      accuracy.dataset.winner = winner ?? "";
      drawAccuracy(accuracyChart, points, winner);
    },
  );
  const refreshTriangle = newest(
    () => json(triangle.dataset.triangle),
    (drawn) => {
      document.getElementById("darker").hidden = !drawn.surface?.plane.length;
      drawTriangle(triangleChart, drawn);
    },
  );
  const refreshCurves = newest(
    () =>
      Promise.all(
        [...chosen].map(async ([trial, name]) => ({ name, epochs: await json(`/api/trials/${trial}/curve`) })),
      ),
    (drawn) => {
      curves.dataset.count = String(drawn.length);
      drawCurves(curvesChart, drawn);
    },
  );

  // No event may come after the one that brought this here.
  const refreshResults = async () => {
    try {
      await Promise.all([refreshAccuracy(), refreshTriangle()]);
    } catch (failure) {
      console.warn(failure);
      setTimeout(refreshResults, RETRY_MILLISECONDS);
    }
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
  let results = "";
  document.body.addEventListener("phiscale:changed", (event) => {
    if (event.detail.results !== results) {
      results = event.detail.results;
      void refreshResults();
    }
    if (chosen.size > 0) {
      void refreshCurves();
    }
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    void refreshResults();
    void refreshCurves();
  });

  for (const box of [...document.querySelectorAll("input.curve")].slice(0, 5)) {
    box.checked = true;
    choose(box);
  }
  void refreshResults();
  void refreshCurves();
}

document.addEventListener("DOMContentLoaded", start);
