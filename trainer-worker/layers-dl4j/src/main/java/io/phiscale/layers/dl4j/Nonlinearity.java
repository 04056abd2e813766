package io.phiscale.layers.dl4j;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What follows batch norm, number by number. It takes a multiple of what batch norm gives, which that makes for nothing. */
enum Nonlinearity {
    IDENTITY(1) {
        @Override
        INDArray forward(INDArray values, Supplier<INDArray> room) {
            return values;
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return gradient;
        }
    },
    RELU(1) {
        @Override
        INDArray forward(INDArray values, Supplier<INDArray> room) {
            return Operations.relu(values, values);
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return Operations.reluBackward(output, gradient, result);
        }
    },
    RELU6(1) {
        @Override
        INDArray forward(INDArray values, Supplier<INDArray> room) {
            return Operations.relu6(values, values);
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return Operations.relu6Backward(output, gradient, result);
        }
    },
    SILU(0.5) {
        @Override
        INDArray forward(INDArray values, Supplier<INDArray> room) {
            INDArray gate = room.get();
            INDArray unused = Silu.forward(values, gate, values);
            return gate;
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return Silu.backward(gate, output, gradient, result);
        }
    };

    private static final Map<Class<? extends IActivation>, Nonlinearity> KNOWN = Map.of(
            ActivationIdentity.class, IDENTITY,
            ActivationReLU.class, RELU,
            ActivationReLU6.class, RELU6,
            ActivationSwish.class, SILU);

    private final double multiple;

    Nonlinearity(double multiple) {
        this.multiple = multiple;
    }

    /** @throws NullPointerException where it is none of those above */
    static Nonlinearity of(IActivation activation) {
        return Objects.requireNonNull(KNOWN.get(activation.getClass()), activation::toString);
    }

    /** Of its argument, what it is to be given. */
    double multiple() {
        return multiple;
    }

    /**
     * Writes over the values.
     *
     * @param room for as many numbers
     * @return what the backward pass needs beside the output: the gate, or nothing new
     */
    abstract INDArray forward(INDArray values, Supplier<INDArray> room);

    /**
     * @param result may be written to
     * @return the gradient with respect to what {@link #forward} was given: the result, or the gradient itself
     */
    abstract INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result);
}
