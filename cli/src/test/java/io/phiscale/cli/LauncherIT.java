package io.phiscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, with a Maven and a Java that only say what they were asked. */
@Timeout(60)
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("phiscale.home")).resolve("phiscale");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;
    private Process first;
    private Process second;

    @BeforeEach
    void checkOut() throws IOException {
        home = Files.createDirectories(folder.resolve("checkout"));
        jdk = folder.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.copy(LAUNCHER, home.resolve("phiscale"));
        script(home.resolve("mvnw"), "echo built >> builds");
        script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    }

    @AfterEach
    void endAll() {
        for (Process process : new Process[] {first, second}) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void buildsOnceAndHandsTheArgumentsOver() throws Exception {
        assertThat(output(start("search", "list"))).endsWith("io.phiscale.cli.Phiscale\nsearch\nlist\n");
        assertThat(output(start("--help"))).endsWith("--help\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void asksForUtf8WhateverTheLocale() throws Exception {
        assertThat(output(start()).lines())
                .contains(
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.stdout.encoding=UTF-8",
                        "-Dsun.stderr.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8");
    }

    @Test
    void twoFirstStartsBuildOnceAndTheSecondSaysThatItWaits() throws Exception {
        twoFirstStarts(Map.of());
    }

    @Test
    void twoFirstStartsBuildOnceWithoutFlockToo() throws Exception {
        twoFirstStarts(Map.of("PATH", pathWithoutFlock()));
    }

    /** The first build ends when a line is written to a pipe, which happens once the second start waits. */
    private void twoFirstStarts(Map<String, String> environment) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", home.resolve("go").toString())
                        .start()
                        .waitFor())
                .isZero();
        script(home.resolve("mvnw"), "echo built >> builds\nread -r _ < go");
        first = start(environment);
        awaitBuild();
        second = start(environment);
        assertThat(second.errorReader().readLine()).contains("another start is building");

        Files.writeString(home.resolve("go"), "\n");

        assertThat(output(first)).contains("io.phiscale.cli.Phiscale");
        assertThat(output(second)).contains("io.phiscale.cli.Phiscale");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aLockWhoseOwnerIsGoneHoldsNobodyUp() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Path lock = Files.createDirectories(home.resolve(".phiscale/lock.d"));
        Files.writeString(lock.resolve("owner"), gone.pid() + "\n");

        assertThat(output(start(Map.of("PATH", pathWithoutFlock())))).contains("io.phiscale.cli.Phiscale");
        assertThat(lock).doesNotExist();
    }

    @Test
    void anOldJavaIsRefusedWhereNothingIsToBeBuiltToo() throws Exception {
        assertThat(output(start())).isNotEmpty();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        first = start();

        assertThat(first.errorReader().readLine()).isEqualTo("phiscale: java is version 11; install a JDK 17 or later");
        assertThat(first.waitFor()).isEqualTo(1);
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsked() throws Exception {
        Files.delete(jdk.resolve("release"));
        script(jdk.resolve("bin/java"), "echo 'openjdk version \"16.0.1\" 2021-04-20' >&2");

        first = start();

        assertThat(first.errorReader().readLine()).contains("java is version 16");
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("phiscale").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(home.resolve("builds"));
    }

    /** A folder with what the launcher needs, and no flock. */
    private String pathWithoutFlock() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of(
                "bash",
                "cat",
                "dirname",
                "env",
                "find",
                "grep",
                "head",
                "mkdir",
                "readlink",
                "rm",
                "sed",
                "sleep",
                "stty",
                "tee",
                "touch")) {
            Path script = Files.writeString(
                    tools.resolve(tool), "#!%s\nexec %s \"$@\"\n".formatted(which("bash"), which(tool)));
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        return tools.toString();
    }

    private static Path which(String tool) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void awaitBuild() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(home.resolve("builds"))) {
            assertThat(System.nanoTime()).isLessThan(end);
            assertThat(first.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
