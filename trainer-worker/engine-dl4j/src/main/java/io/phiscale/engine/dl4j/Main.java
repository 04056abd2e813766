package io.phiscale.engine.dl4j;

import io.phiscale.trainer.process.TrainerProcess;

/**
 * The trainer process of this engine. Measured on two cores, with networks of 0.5 to 2 million multiply-adds:
 *
 * <ul>
 *   <li>As many processes as cores, with {@code OMP_NUM_THREADS=1} in each one's environment, train about twice as fast
 *       as one after another on all cores. A result repeats to the last bit only with as many threads as before.
 *   <li>{@code OMP_WAIT_POLICY=passive} with more threads than one: where anything else wants the cores, threads that
 *       spin while they wait make a training ten times slower.
 *   <li>{@code -XX:+UseSerialGC}: the heap holds images alone, and other collectors bring threads of their own.
 *   <li>{@code -XX:TieredStopAtLevel=1} where trainings take seconds: compiling further costs more than it gains.
 *   <li>Without {@code -Dorg.bytedeco.javacpp.maxphysicalbytes}: to look at the process's memory at each allocation
 *       takes about a tenth of the time. {@code --memory} looks once a step.
 * </ul>
 */
public final class Main {
    private Main() {}

    /** See {@link TrainerProcess#run}. */
    public static void main(String... arguments) {
        TrainerProcess.run(Dl4jEngine::new, arguments);
    }
}
