package io.phiscale.engine.libtorch.optimizer;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;

/**
 * An operation of libtorch by its name: the presets have no methods for those on lists of tensors, whose names begin
 * with an underscore. What it returns is dropped.
 */
final class BoxedOperation {
    private final OperatorHandle operation;

    /** @param overload as in the operation's schema; empty where it has but one */
    BoxedOperation(String name, String overload) {
        operation = Dispatcher.singleton().findSchemaOrThrow("aten::" + name, overload);
        // Outlives whatever scope it is made in.
        operation.retainReference();
    }

    /** @param arguments all that the schema has, in its order */
    void call(IValue... arguments) {
        operation.callBoxed(new IValueVector(arguments));
    }

    static IValue list(List<Tensor> tensors) {
        TensorList list = new TensorList();
        tensors.forEach(list::push_back);
        // In libtorch, a list of tensors is a list of anything that knows its elements' type; in Java it must be told.
        return new IValue(new GenericList((Pointer) list));
    }
}
