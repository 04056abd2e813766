package io.phiscale.agent.device;

/** What was asked for cannot be had on this machine. Its message says what to do. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeviceException(String message) {
        super(message);
    }
}
