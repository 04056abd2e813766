package io.phiscale.search.dashboard;

import io.phiscale.search.error.PlainText;
import io.phiscale.search.worker.Workers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The pages about workers, and the door. */
@Controller
class WorkerPageController {
    private final Workers workers;

    WorkerPageController(Workers workers) {
        this.workers = workers;
    }

    @GetMapping("/workers")
    String workers(Model model, HttpServletRequest request) {
        model.addAttribute("workers", workers.all());
        model.addAttribute(
                "server",
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        return "workers";
    }

    /** @param name as a field: in an address, a slash in it would be taken for one of the address's own */
    @PostMapping("/workers/trust")
    String trust(@RequestParam String name) {
        workers.trust(PlainText.require("name", name));
        return "redirect:/workers";
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }
}
