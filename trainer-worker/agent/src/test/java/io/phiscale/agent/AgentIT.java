package io.phiscale.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.agent.ScriptedServer.Answer;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.trainer.ScriptedTrainer;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent and what a coordinator may answer. */
@Timeout(60)
class AgentIT {
    @TempDir
    private Path directory;

    private static final TrainerLauncher NONE = (engine, dataSet) -> {
        throw new AssertionError("nothing is to be trained");
    };

    @Test
    void anAgentThatIsNotAcceptedEndsAndSaysWhatToDo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Answer(401, "{}"))) {
            assertThatThrownBy(() -> agent(server, NONE).run())
                    .isInstanceOf(CoordinatorRefusedException.class)
                    .hasMessageContaining("--token-file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "<html>", "{\"trial\": []}"})
    void anAgentThatAskedAnotherProgramEndsAndSaysSo(String body) throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Answer(200, body))) {
            assertThatThrownBy(() -> agent(server, NONE).run())
                    .isInstanceOf(CoordinatorRefusedException.class)
                    .hasMessageContaining("does not speak as a Phiscale coordinator does");
        }
    }

    @Test
    void aCoordinatorThatIsAwayIsAskedAgain() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Answer(503, ""), new Answer(200, "null"))) {
            assertThatThrownBy(() -> agent(server, NONE).run()).isInstanceOf(CoordinatorRefusedException.class);

            assertThat(server.requests).containsExactly("/api/worker/claims", "/api/worker/claims");
        }
    }

    @Test
    void anAgentWithoutTrainersClaimsNothing() throws Exception {
        TrainerLauncher missing = new TrainerLauncher() {
            @Override
            public WaitingTrainer start(String engine, Optional<String> dataSet) {
                throw new AssertionError("it was known to be missing");
            }

            @Override
            public void check(String engine) {
                throw new TrainerMissingException("build it first");
            }
        };
        try (ScriptedServer server = new ScriptedServer()) {
            assertThatThrownBy(() -> agent(server, missing).run()).hasMessage("build it first");

            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void anAgentWhoseTrainersVanishGivesItsTrialBackAndEnds() throws Exception {
        TrainerLauncher vanished = (engine, dataSet) -> {
            throw new TrainerMissingException("gone");
        };
        try (ScriptedServer server =
                new ScriptedServer(new Answer(200, claim()), new Answer(200, "{\"command\": \"CONTINUE\"}"))) {
            assertThatThrownBy(() -> agent(server, vanished).run()).hasMessage("gone");

            assertThat(server.requests).containsExactly("/api/worker/claims", "/api/worker/trials/5/release");
        }
    }

    @Test
    void anAgentThatIsStoppedReturns() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            Agent agent = agent(server, NONE);
            agent.stop();

            agent.run();

            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void anAgentThatRunsOnceEndsAfterItsTrial() throws Exception {
        TrainerLauncher script = ScriptedTrainer.of("exit 0", directory);
        try (ScriptedServer server = new ScriptedServer(
                new Answer(503, ""),
                new Answer(200, claim()),
                new Answer(200, "{\"command\": \"CONTINUE\"}"),
                new Answer(200, claim()))) {
            assertThat(agent(server, script).runOnce()).isEqualTo(Agent.Outcome.REPORTED);

            assertThat(server.requests)
                    .containsExactly("/api/worker/claims", "/api/worker/claims", "/api/worker/trials/5/failure");
        }
    }

    @Test
    void anAgentThatRunsOnceSaysWhereThereWasNothingToDo() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            assertThat(agent(server, NONE).runOnce()).isEqualTo(Agent.Outcome.NOTHING_TO_DO);
        }
    }

    @Test
    void anAgentThatIsStoppedBeforeItsOneTrialSaysSo() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            Agent agent = agent(server, NONE);
            agent.stop();

            assertThat(agent.runOnce()).isEqualTo(Agent.Outcome.STOPPED);
        }
    }

    private static Agent agent(ScriptedServer server, TrainerLauncher launcher) {
        return new Agent(
                new AgentSettings(
                        "a", List.of("scripted"), Device.cpu(""), 1, 1L << 30, List.of(), Duration.ofMinutes(1)),
                server.coordinator(),
                launcher);
    }

    private static String claim() {
        var architecture = BuiltInBaselines.MBCONV_NANO.architecture();
        var job = new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 8, 8, 1), 1, 1, 1);
        return ProtocolJson.MAPPER.writeValueAsString(new Claim(5, 17, "scripted", job, 60, null));
    }
}
