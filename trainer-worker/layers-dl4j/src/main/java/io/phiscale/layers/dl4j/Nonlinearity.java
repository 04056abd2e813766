package io.phiscale.layers.dl4j;

import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What follows batch norm, number by number. SiLU is computed from half its argument: batch norm multiplies by something
 * anyway, and so halves it at no cost.
 */
enum Nonlinearity {
    IDENTITY(1) {
        @Override
        INDArray forward(INDArray values, Room room) {
            return values;
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return gradient;
        }
    },
    RELU(1) {
        @Override
        INDArray forward(INDArray values, Room room) {
            return Operations.relu(values, values);
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return Operations.reluBackward(output, gradient, result);
        }
    },
    RELU6(1) {
        @Override
        INDArray forward(INDArray values, Room room) {
            Operations.relu(values, values);
            // ND4J's own ReLU6 makes 6 of what is no number: a network that diverged would look sound.
            INDArray excess = room.scratch();
            Operations.relu(Operations.subtract(values, MOST, excess), excess);
            return Operations.subtract(values, excess, values);
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return Operations.relu6Backward(output, gradient, result);
        }
    },
    SILU(0.5) {
        @Override
        INDArray forward(INDArray values, Room room) {
            INDArray gate = room.kept();
            INDArray unused = Silu.forward(values, gate, values);
            return gate;
        }

        @Override
        INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result) {
            return Silu.backward(gate, output, gradient, result);
        }
    };

    private static final double MOST = 6;

    private static final Map<Class<? extends IActivation>, Nonlinearity> KNOWN = Map.of(
            ActivationIdentity.class, IDENTITY,
            ActivationReLU.class, RELU,
            ActivationReLU6.class, RELU6,
            ActivationSwish.class, SILU);

    private final double multiple;

    /** Arrays of as many numbers. */
    interface Room {
        /** Until the backward pass, where one follows. */
        INDArray kept();

        /** Until the forward pass ends. */
        INDArray scratch();
    }

    Nonlinearity(double multiple) {
        this.multiple = multiple;
    }

    /** @throws IllegalArgumentException where it is none of those above */
    static Nonlinearity of(IActivation activation) {
        Nonlinearity known = KNOWN.get(activation.getClass());
        if (known == null) {
            throw new IllegalArgumentException(
                    "activation is %s; allowed: Identity, ReLU, ReLU6 or Swish".formatted(activation));
        }
        return known;
    }

    /** What to multiply its argument by before it is given to {@link #forward}. */
    double multiple() {
        return multiple;
    }

    /**
     * Writes over the values.
     *
     * @return what the backward pass needs beside the output: the gate, or nothing new
     */
    abstract INDArray forward(INDArray values, Room room);

    /**
     * @param result may be written to
     * @return the gradient with respect to what {@link #forward} was given: the result, or the gradient itself
     */
    abstract INDArray backward(INDArray gate, INDArray output, INDArray gradient, INDArray result);
}
