package io.phiscale.layers.dl4j;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a layer's arrays live during one pass; all are row-major. */
record Memory(LayerWorkspaceMgr workspaces, DataType type) {

    /** Lives until the end of the training step: activations, and what the backward pass needs of the forward one. */
    INDArray kept(long... shape) {
        return workspaces.createUninitialized(ArrayType.ACTIVATIONS, type, shape, 'c');
    }

    /** Lives until the layer below has consumed it: the gradient with respect to a layer's input. */
    INDArray gradient(long... shape) {
        return workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, type, shape, 'c');
    }

    /** Lives until this layer's forward pass ends. */
    INDArray forwardScratch(long... shape) {
        return workspaces.createUninitialized(ArrayType.FF_WORKING_MEM, type, shape, 'c');
    }

    /** Lives until this layer's backward pass ends. */
    INDArray backwardScratch(long... shape) {
        return workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, type, shape, 'c');
    }

    /** For what follows a sum, all of which lives until the end of the training step. */
    Nonlinearity.Room room(long... shape) {
        return new Nonlinearity.Room() {
            @Override
            public INDArray kept() {
                return Memory.this.kept(shape);
            }

            @Override
            public INDArray scratch() {
                return Memory.this.kept(shape);
            }
        };
    }
}
