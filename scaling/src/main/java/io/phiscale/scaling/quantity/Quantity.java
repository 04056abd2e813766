package io.phiscale.scaling.quantity;

import java.util.Locale;

/** Numbers as people read them. */
public final class Quantity {
    private Quantity() {}

    /** Four digits and a unit: 5.289 M. */
    public static String metric(long number) {
        if (number >= 1e9) {
            return digits(number / 1e9) + " G";
        }
        if (number >= 1e6) {
            return digits(number / 1e6) + " M";
        }
        return number >= 1e3 ? digits(number / 1e3) + " k" : Long.toString(number);
    }

    private static String digits(double number) {
        String format = number >= 100 ? "%.1f" : number >= 10 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, number);
    }

    /** Without needless zeros, at most so many decimals. */
    public static String plain(double number, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Such as 12.3 hours; minutes below one. */
    public static String hours(double hours) {
        return hours < 1
                ? String.format(Locale.ROOT, "%.1f minutes", 60 * hours)
                : String.format(Locale.ROOT, "%,.1f hours", hours);
    }

    /** Such as 2:05. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
