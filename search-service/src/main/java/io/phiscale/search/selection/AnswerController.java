package io.phiscale.search.selection;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers over REST. */
@RestController
class AnswerController {
    private final Answers answers;

    AnswerController(Answers answers) {
        this.answers = answers;
    }

    @GetMapping("/api/searches/{id}/selection")
    SelectionView selection(@PathVariable long id) {
        return answers.selection(id);
    }

    @GetMapping("/api/searches/{id}/ladder")
    LadderView ladder(@PathVariable long id) {
        return answers.ladder(id);
    }
}
