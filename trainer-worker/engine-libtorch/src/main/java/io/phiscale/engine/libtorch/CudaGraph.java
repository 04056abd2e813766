package io.phiscale.engine.libtorch;

import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.cuda.CUDAAllocator;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.cuda.DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair;
import org.bytedeco.pytorch.cuda.StreamFilter;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * A CUDA graph: what a GPU was asked for, asked for again as a whole. It goes the way of libtorch's own {@code CUDAGraph},
 * which the presets lack: memory for the recorded work comes from a pool of its own, which nothing else writes to.
 */
final class CudaGraph implements Recorder.Recording {
    private static final byte FIRST = 0;
    /** Never the same twice in a process: libtorch tells pools apart by them. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final StreamFilter EVERY_STREAM = new EveryStream().retainReference();

    /** The usual one cannot be recorded. The same each time, since cuBLAS lays memory by for each that it sees. */
    private static final CUDAStream STREAM = torch_cuda.getStreamFromPool().retainReference();

    private final LongPointer pool;
    private final CUgraphExec_st graph;

    /**
     * Whether memory that is asked for on a stream is for the recorded work: while that is recorded, nobody else asks for
     * any.
     */
    private static final class EveryStream extends StreamFilter {
        @Override
        public boolean call(Pointer stream) {
            return true;
        }
    }

    private CudaGraph(LongPointer pool, CUgraphExec_st graph) {
        this.pool = pool;
        this.graph = graph;
    }

    /**
     * @throws RuntimeException where the work does what cannot be recorded, such as waiting for the GPU; or where memory
     *     does not suffice, since what is recorded keeps its own
     */
    static CudaGraph record(Runnable work) {
        CUgraph_st recorded = new CUgraph_st();
        // The memory that such work freed before is as much as it will take, and would be there twice.
        Cuda.await();
        allocator().emptyCache();
        // libtorch adds the pool to those it knows when it is first asked to take memory from it.
        LongPointer pool = new LongPointer(NUMBERS.incrementAndGet(), 0).retainReference();
        allocator().beginAllocateToPool(FIRST, id(pool), EVERY_STREAM);
        try {
            record(work, recorded, pool);
            CUgraphExec_st graph = new CUgraphExec_st().retainReference();
            check(cudart.cudaGraphInstantiate(graph, recorded, 0));
            return new CudaGraph(pool, graph);
        } catch (RuntimeException failed) {
            // Otherwise whatever comes next would be told of it.
            int unused = cudart.cudaGetLastError();
            release(pool);
            throw failed;
        } finally {
            if (!recorded.isNull()) {
                int unused = cudart.cudaGraphDestroy(recorded);
            }
        }
    }

    private static void record(Runnable work, CUgraph_st into, LongPointer pool) {
        CUDAStream usual = torch_cuda.getCurrentCUDAStream();
        try {
            torch_cuda.setCurrentCUDAStream(STREAM);
            // libtorch computes gradients on a thread of its own, which may ask for memory meanwhile.
            check(cudart.cudaStreamBeginCapture(STREAM.stream(), cudart.cudaStreamCaptureModeThreadLocal));
            int ended = cudart.cudaSuccess;
            try {
                work.run();
            } finally {
                ended = cudart.cudaStreamEndCapture(STREAM.stream(), into);
            }
            check(ended);
        } finally {
            allocator().endAllocateToPool(FIRST, id(pool));
            torch_cuda.setCurrentCUDAStream(usual);
        }
    }

    private static CUDAAllocator allocator() {
        return torch_cuda.getAllocator();
    }

    /** The presets call libtorch's pairs of two numbers by another pair's name. */
    private static DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair id(LongPointer pool) {
        return new DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair(pool);
    }

    private static void check(int status) {
        if (status != cudart.cudaSuccess) {
            throw new IllegalStateException(
                    "CUDA: " + cudart.cudaGetErrorString(status).getString());
        }
    }

    @Override
    public void replay() {
        check(cudart.cudaGraphLaunch(graph, torch_cuda.getCurrentCUDAStream().stream()));
    }

    @Override
    public void close() {
        Cuda.await();
        int status = cudart.cudaGraphExecDestroy(graph);
        release(pool);
        graph.close();
        check(status);
    }

    private static void release(LongPointer pool) {
        allocator().releasePool(FIRST, id(pool));
        pool.close();
    }
}
