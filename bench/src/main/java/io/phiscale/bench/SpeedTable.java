package io.phiscale.bench;

import io.phiscale.cli.output.Table;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A measurement of training for people: one row, and below it what was measured. */
final class SpeedTable {
    private SpeedTable() {}

    static void print(SpeedDocument measured, PrintWriter out) {
        Table table = new Table(
                "images/s", "least", "most", "step ms", "memory MiB", "parameters", "GFLOP/s at best", "share of that");
        table.add(
                number("%.1f", measured.imagesPerSecond().median()),
                number("%.1f", measured.imagesPerSecond().least()),
                number("%.1f", measured.imagesPerSecond().most()),
                number("%.1f", 1e3 * measured.secondsPerStep()),
                number("%,.0f", measured.peakMemory() / 0x1p20),
                number("%,d", measured.network().parameters()),
                scaled("%,.0f", measured.peakOperationsPerSecond(), 1e-9),
                scaled("%.1f%%", measured.shareOfPeak(), 100));
        table.print(out);
        Map<String, String> provenance = measured.provenance();
        out.printf(
                Locale.ROOT,
                "%d runs of %d steps of %d images at %d px, stem stride %d, %s squeeze-and-excitation%s%n",
                measured.imagesPerSecond().runs().size(),
                measured.stepsPerRun(),
                measured.batch(),
                measured.network().resolution(),
                measured.network().stemStride(),
                measured.network().squeezeExcitation() ? "with" : "without",
                measured.trainers() == 1 ? "" : ", %d trainers side by side".formatted(measured.trainers()));
        out.printf(
                "%s %s, %s, %s threads%n",
                measured.engine(),
                provenance.getOrDefault("engineVersion", "of unknown version"),
                provenance.getOrDefault("precision", "unknown precision"),
                provenance.getOrDefault("threads", "unknown"));
        String steps = provenance.get("steps");
        if (steps != null) {
            out.printf("steps: %s%n", steps);
        }
        out.flush();
    }

    private static String scaled(String format, @Nullable Double number, double by) {
        return number == null ? "-" : number(format, by * number);
    }

    private static String number(String format, Number number) {
        return String.format(Locale.ROOT, format, number);
    }
}
