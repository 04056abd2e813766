package io.phiscale.agent.trial;

import java.util.concurrent.TimeUnit;

/** A program that does nothing, in a virtual machine of its own. */
final class Sleeper {
    private Sleeper() {}

    @SuppressWarnings("ThreadSleep")
    public static void main(String[] arguments) throws InterruptedException {
        TimeUnit.MINUTES.sleep(10);
    }
}
