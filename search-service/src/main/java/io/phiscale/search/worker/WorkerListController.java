package io.phiscale.search.worker;

import io.phiscale.search.error.PlainText;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workers over REST, for people. */
@RestController
class WorkerListController {
    private final Workers workers;

    WorkerListController(Workers workers) {
        this.workers = workers;
    }

    @GetMapping("/api/workers")
    List<WorkerView> list() {
        return workers.all();
    }

    /** Gives a worker that was put aside work again. */
    @PostMapping("/api/workers/{name}/trust")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trust(@PathVariable String name) {
        workers.trust(PlainText.require("name", name));
    }
}
