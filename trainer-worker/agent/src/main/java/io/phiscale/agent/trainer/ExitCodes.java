package io.phiscale.agent.trainer;

/** What a trainer's exit code says about its end. */
final class ExitCodes {
    private static final int SIGNAL = 128;
    static final int KILLED = SIGNAL + 9;

    private ExitCodes() {}

    static String inWords(int exitCode) {
        return switch (exitCode) {
            case 0 -> "the trainer ended without saying that it was done";
            case SIGNAL + 6 -> "the trainer aborted (signal 6): native code gave up; its log may say why";
            case KILLED -> "the trainer was killed (signal 9) by something other than its agent";
            case SIGNAL + 11 -> "the trainer crashed in native code (signal 11, segmentation fault)";
            case SIGNAL + 15 -> "the trainer was asked to end (signal 15) by something other than its agent";
            default -> "the trainer ended with exit code " + exitCode + " and no word; its log may say why";
        };
    }
}
