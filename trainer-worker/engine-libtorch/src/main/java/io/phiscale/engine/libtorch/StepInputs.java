package io.phiscale.engine.libtorch;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * All that is another in each step of a training, but for the network itself: whoever recorded one step gives it the next
 * one's by writing these over.
 *
 * @param part the batch as a whole: one that memory is too short for is not recorded
 */
record StepInputs(PartInputs part, Rates rates) {

    /**
     * Single numbers.
     *
     * @param average what averages of weights take of the step's
     */
    record Rates(Tensor learning, Tensor average) {
        Rates map(UnaryOperator<Tensor> each) {
            return new Rates(each.apply(learning), each.apply(average));
        }
    }

    StepInputs map(UnaryOperator<Tensor> each) {
        return new StepInputs(part.map(each), rates.map(each));
    }

    /** Whether the same operations on tensors of the same sizes compute both. */
    boolean isLike(StepInputs other) {
        return part.size() == other.part.size() && part.stored().equals(other.part.stored());
    }

    /** Takes over the numbers of others that it {@linkplain #isLike is like}. */
    void become(StepInputs others) {
        boolean nonBlocking = true;
        List<Tensor> from = others.tensors();
        List<Tensor> to = tensors();
        for (int i = 0; i < to.size(); i++) {
            Tensor unused = to.get(i).copy_(from.get(i), nonBlocking);
        }
    }

    List<Tensor> tensors() {
        return Stream.concat(part.tensors().stream(), Stream.of(rates.learning(), rates.average()))
                .toList();
    }
}
