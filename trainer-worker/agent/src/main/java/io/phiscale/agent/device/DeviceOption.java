package io.phiscale.agent.device;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user says that trainers are to compute on.
 *
 * @param kind auto takes the first GPU that an engine runs on, else the processor
 * @param index of the GPU
 */
public record DeviceOption(Kind kind, int index) {
    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,4}))?");

    public enum Kind {
        AUTO,
        CPU,
        CUDA
    }

    /** @throws InvalidValueException for anything but auto, cpu, cuda and cuda with a number */
    public static DeviceOption parse(String option, String text) {
        Matcher cuda = CUDA.matcher(text);
        if (cuda.matches()) {
            String index = cuda.group(1);
            return new DeviceOption(Kind.CUDA, index == null ? 0 : Integer.parseInt(index));
        }
        return switch (text) {
            case "auto" -> new DeviceOption(Kind.AUTO, 0);
            case "cpu" -> new DeviceOption(Kind.CPU, 0);
            default -> throw new InvalidValueException(option, text, "auto, cpu, cuda, or cuda:1 for the second GPU");
        };
    }
}
