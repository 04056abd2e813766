package io.phiscale.engine.libtorch;

/** How work is recorded that is to be done again and again, on the same tensors. */
interface Recorder {

    /**
     * @param work makes no tensor that outlives it
     * @return it, not done yet
     * @throws RuntimeException where that cannot be; nothing has been done then
     */
    Recording record(Runnable work);

    /** Recorded work. */
    interface Recording extends AutoCloseable {
        /** Does it once more. */
        void replay();

        @Override
        void close();
    }
}
