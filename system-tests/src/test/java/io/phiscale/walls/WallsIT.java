package io.phiscale.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls of the architecture, over the classes of all modules: this is the last of them to be built. The table is the
 * one in CONTRIBUTING.
 */
class WallsIT {
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(modules().stream()
                    .map(module -> HOME.resolve(module).resolve("target/classes"))
                    .toList());

    private static final Door SCALING = new Door("io.phiscale.scaling..");
    private static final Door ANALYSIS = new Door("io.phiscale.analysis..");
    private static final Door PROTOCOL = new Door("io.phiscale.protocol..");
    private static final Door JACKSON = new Door("tools.jackson..", "com.fasterxml.jackson..");
    private static final Door LOGGING = new Door("org.slf4j..");
    private static final Door DEEPLEARNING4J = new Door("org.deeplearning4j..", "org.nd4j..");

    /** Beside themselves and what {@link #EVERYBODY} may use. The coordinator may use what it likes, but see below. */
    private static final List<Wall> WALLS = List.of(
            new Wall("io.phiscale.scaling.."),
            new Wall("io.phiscale.analysis..", SCALING, new Door("org.hipparchus..")),
            new Wall("io.phiscale.specification..", SCALING, ANALYSIS, PROTOCOL, JACKSON),
            new Wall("io.phiscale.db..", LOGGING, new Door("io.zonky.test..")),
            new Wall("io.phiscale.artifact..", new Door("software.amazon.awssdk..")),
            new Wall("io.phiscale.protocol..", SCALING, JACKSON),
            new Wall("io.phiscale.agent..", SCALING, PROTOCOL, JACKSON, LOGGING),
            new Wall("io.phiscale.trainer..", SCALING, PROTOCOL, JACKSON, new Door("javax.imageio..")),
            new Wall("io.phiscale.layers..", DEEPLEARNING4J),
            new Wall(
                    "io.phiscale.engine.dl4j..",
                    SCALING,
                    PROTOCOL,
                    new Door("io.phiscale.trainer.."),
                    new Door("io.phiscale.layers.."),
                    DEEPLEARNING4J),
            new Wall(
                    "io.phiscale.engine.libtorch..",
                    SCALING,
                    PROTOCOL,
                    new Door("io.phiscale.trainer.."),
                    new Door("org.bytedeco..")),
            new Wall(
                    "io.phiscale.contract..",
                    SCALING,
                    PROTOCOL,
                    new Door("io.phiscale.trainer.."),
                    JACKSON,
                    new Door("org.junit..", "org.assertj..")),
            new Wall("io.phiscale.export..", SCALING, PROTOCOL, JACKSON),
            new Wall(
                    "io.phiscale.cli..",
                    SCALING,
                    ANALYSIS,
                    PROTOCOL,
                    new Door("io.phiscale.specification.."),
                    new Door("io.phiscale.agent.."),
                    JACKSON,
                    new Door("picocli..")),
            new Wall(
                    "io.phiscale.bench..",
                    SCALING,
                    PROTOCOL,
                    new Door("io.phiscale.agent.."),
                    new Door("io.phiscale.cli.."),
                    new Door("io.phiscale.db.."),
                    JACKSON,
                    new Door("picocli..")));

    private static final Door EVERYBODY = new Door("java..", "org.jspecify..");
    private static final String[] DATABASES = {"java.sql..", "javax.sql..", "org.springframework..", "io.phiscale.db.."
    };
    private static final String[] NATIVE = {
        "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..", "io.phiscale.engine..", "io.phiscale.layers.."
    };

    /** Packages that are used or not used together. */
    private record Door(List<String> packages) {
        Door(String... packages) {
            this(List.of(packages));
        }
    }

    /** What the classes of some packages may use. */
    private record Wall(String inside, List<Door> doors) {
        Wall(String inside, Door... doors) {
            this(inside, List.of(doors));
        }

        ArchRule rule() {
            List<String> allowed = new ArrayList<>(EVERYBODY.packages);
            allowed.add(inside);
            doors.forEach(door -> allowed.addAll(door.packages));
            return classes()
                    .that()
                    .resideInAPackage(inside)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed.toArray(String[]::new));
        }

        Wall without(Door door) {
            return new Wall(
                    inside, doors.stream().filter(other -> !other.equals(door)).toList());
        }
    }

    /** The modules of the build. */
    private static List<String> modules() {
        try {
            return Pattern.compile("<module>(.+)</module>")
                    .matcher(Files.readString(HOME.resolve("pom.xml")))
                    .results()
                    .map((MatchResult module) -> module.group(1))
                    // This one has none but tests.
                    .filter(module -> Files.isDirectory(HOME.resolve(module).resolve("src/main")))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(modules()).contains("scaling", "search-service", "trainer-worker/layers-dl4j", "cli");
        for (String module : modules()) {
            assertThat(new ClassFileImporter().importPath(HOME.resolve(module).resolve("target/classes")))
                    .as("classes of " + module)
                    .isNotEmpty()
                    .allMatch(type -> ALL.contain(type.getName()));
        }
    }

    @Test
    void everyModuleIsInTheTableOfContributing() throws IOException {
        String table = Files.readString(HOME.resolve("CONTRIBUTING.md"));

        assertThat(modules()).allMatch(module -> table.contains("| `" + module + "` |"));
    }

    @Test
    void everyPackageOfOursStandsBehindAWall() {
        List<String> walled = Stream.concat(WALLS.stream().map(Wall::inside), Stream.of("io.phiscale.search.."))
                .map(inside -> inside.replace("..", ""))
                .toList();

        assertThat(ALL).allMatch(type -> walled.stream()
                .anyMatch(inside -> (type.getPackageName() + ".").startsWith(inside + ".")));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void aModuleUsesNothingButWhatItMay(Wall wall) {
        wall.rule().check(ALL);
    }

    /** Which shows too that the wall would be seen to fall. */
    @ParameterizedTest
    @MethodSource("walls")
    void aWallHasNoDoorThatNobodyUses(Wall wall) {
        for (Door door : wall.doors) {
            assertThat(wall.without(door).rule().evaluate(ALL).hasViolation())
                    .as("%s uses %s", wall.inside, door.packages)
                    .isTrue();
        }
    }

    static Stream<Wall> walls() {
        return WALLS.stream();
    }

    @Test
    void workersKnowNoDatabase() {
        avoid(DATABASES, "io.phiscale.trainer..", "io.phiscale.engine..", "io.phiscale.agent..", "io.phiscale.layers..")
                .check(ALL);
        assertThat(avoid(DATABASES, "io.phiscale.search..").evaluate(ALL).hasViolation())
                .isTrue();
    }

    @Test
    void theCoordinatorLoadsNoNativeLibraryAndNoModelFile() {
        avoid(NATIVE, "io.phiscale.search..", "io.phiscale.db..", "io.phiscale.export..")
                .check(ALL);
        assertThat(avoid(NATIVE, "io.phiscale.engine..").evaluate(ALL).hasViolation())
                .isTrue();
        noClasses()
                .that()
                .resideInAnyPackage("io.phiscale.search..", "io.phiscale.db..", "io.phiscale.export..")
                .should()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(ALL);
    }

    @Test
    void theCoordinatorKnowsNeitherAgentsNorTrainersNorTheCommandLine() {
        String[] others = {"io.phiscale.agent..", "io.phiscale.trainer..", "io.phiscale.cli.."};
        avoid(others, "io.phiscale.search..").check(ALL);
        assertThat(avoid(others, "io.phiscale.cli..").evaluate(ALL).hasViolation())
                .isTrue();
    }

    private static ArchRule avoid(String[] forbidden, String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }

    @Test
    void packagesHaveNoCycles() {
        SliceAssignment packages = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("io.phiscale.")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "our packages";
            }
        };
        slices().assignedFrom(packages).should().beFreeOfCycles().check(ALL);
    }

    @Test
    void entitiesAndRepositoriesArePackagePrivate() {
        noClasses()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .or()
                .areAssignableTo("org.springframework.data.repository.Repository")
                .should()
                .bePublic()
                .check(ALL);
    }
}
