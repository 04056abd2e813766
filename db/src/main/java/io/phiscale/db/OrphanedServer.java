package io.phiscale.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server whose coordinator was killed: the server lives on and holds the data directory. Whether a
 * coordinator still owns it is told by a file lock, which ends with its process.
 */
final class OrphanedServer {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
    private static final String LOCK = "epg-lock";
    private static final String PROCESS = "postmaster.pid";
    private static final long SECONDS_TO_STOP = 30;

    private OrphanedServer() {}

    /** @throws DatabaseUnavailableException where another coordinator uses the directory */
    static void stop(Path data) {
        if (!Files.exists(data.resolve(PROCESS))) {
            return;
        }
        checkNotOwned(data);
        server(data).ifPresent(process -> stop(data, process));
    }

    private static void checkNotOwned(Path data) {
        try (FileChannel file =
                        FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw inUse(data, null);
            }
        } catch (OverlappingFileLockException ownedByThisProcess) {
            throw inUse(data, ownedByThisProcess);
        } catch (IOException failed) {
            throw new DatabaseUnavailableException("cannot read the database in " + data, failed);
        }
    }

    private static DatabaseUnavailableException inUse(Path data, @Nullable Throwable cause) {
        return new DatabaseUnavailableException(
                "the database in %s is in use by another coordinator: stop it, or name another directory"
                        .formatted(data),
                cause);
    }

    private static Optional<ProcessHandle> server(Path data) {
        try {
            String id = Files.readAllLines(data.resolve(PROCESS)).get(0).trim();
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(id));
            if (process.isPresent() && !serves(process.get(), data)) {
                // The number has gone to another process since; PostgreSQL would refuse to start because of it.
                LOG.info("{} names a process that is not its server; it is removed", data.resolve(PROCESS));
                Files.delete(data.resolve(PROCESS));
                return Optional.empty();
            }
            return process;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException unreadable) {
            LOG.warn("{} is unreadable; PostgreSQL will decide what it means", data.resolve(PROCESS));
            return Optional.empty();
        }
    }

    /** A server works in its data directory, or was started with its name: any other PostgreSQL is left alone. */
    private static boolean serves(ProcessHandle process, Path data) throws IOException {
        Path works = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isReadable(works)) {
            return Files.isSameFile(works, data);
        }
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return Arrays.asList(arguments).contains(data.toString());
    }

    private static void stop(Path data, ProcessHandle process) {
        LOG.info("stopping the PostgreSQL server {} that a killed coordinator left behind", process.pid());
        process.destroy();
        try {
            process.onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            throw new DatabaseUnavailableException(
                    "the PostgreSQL server %d of %s does not stop: stop it by hand".formatted(process.pid(), data),
                    stuck);
        }
    }
}
