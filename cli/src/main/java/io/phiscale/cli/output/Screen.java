package io.phiscale.cli.output;

/** The size of a terminal, in characters. */
public record Screen(int rows, int columns) {
    /** What every terminal has had since the VT100. */
    public static final Screen USUAL = new Screen(24, 80);

    /** @param size rows and columns, as {@code stty size} prints them; anything else stands for the usual size */
    static Screen parse(String size) {
        if (!size.matches("[1-9]\\d{0,3} [1-9]\\d{0,3}")) {
            return USUAL;
        }
        int space = size.indexOf(' ');
        return new Screen(Integer.parseInt(size.substring(0, space)), Integer.parseInt(size.substring(space + 1)));
    }
}
