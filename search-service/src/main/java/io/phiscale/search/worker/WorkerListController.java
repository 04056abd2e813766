package io.phiscale.search.worker;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
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
}
