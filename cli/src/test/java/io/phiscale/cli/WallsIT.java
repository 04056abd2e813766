package io.phiscale.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the architecture, over the classes of all modules: this is the last of them to be built. */
class WallsIT {
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Stream.of(
                            "scaling",
                            "specification",
                            "db",
                            "search-service",
                            "cli",
                            "export-dl4j",
                            "trainer-worker/protocol",
                            "trainer-worker/trainer",
                            "trainer-worker/agent",
                            "trainer-worker/layers-dl4j",
                            "trainer-worker/engine-dl4j")
                    .map(module -> HOME.resolve(module).resolve("target/classes"))
                    .toList());

    @Test
    void everyModuleIsLookedAt() {
        assertThat(ALL.stream().map(type -> type.getPackageName().replaceAll("^io\\.phiscale\\.(\\w+).*", "$1")))
                .contains(
                        "scaling",
                        "specification",
                        "db",
                        "search",
                        "cli",
                        "export",
                        "protocol",
                        "trainer",
                        "agent",
                        "layers",
                        "engine");
    }

    @Test
    void theDomainKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.phiscale.scaling..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.phiscale.scaling..", "java..", "org.jspecify..")
                .check(ALL);
    }

    @Test
    void workersKnowNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage("io.phiscale.trainer..", "io.phiscale.engine..", "io.phiscale.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "io.phiscale.db..")
                .check(ALL);
    }

    @Test
    void agentsReachTheCoordinatorByProtocolAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.phiscale.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.phiscale.search..", "io.phiscale.trainer..", "org.nd4j..", "org.bytedeco..")
                .check(ALL);
    }

    @Test
    void theCoordinatorLoadsNoNativeLibraryAndNoModelFile() {
        noClasses()
                .that()
                .resideInAnyPackage("io.phiscale.search..", "io.phiscale.db..", "io.phiscale.export..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.nd4j..",
                        "org.deeplearning4j..",
                        "org.bytedeco..",
                        "io.phiscale.engine..",
                        "io.phiscale.layers..")
                .orShould()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(ALL);
    }

    @Test
    void enginesDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.phiscale.engine.dl4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.phiscale.engine.libtorch..", "org.bytedeco.pytorch..")
                .check(ALL);
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
