package io.phiscale.trainer.process;

/** The ways in which a trainer process ends. */
enum Ending {
    DONE(0),
    /** It was asked to; what it had done stands in its last checkpoint. */
    STOPPED(0),
    FAILED(1),
    /** Standard input has ended, and with it, whoever started this. */
    AGENT_GONE(3);

    private final int exitCode;

    Ending(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
