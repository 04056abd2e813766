package io.phiscale.search.dashboard;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.error.DatabaseAway;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/** What all pages share: whether there is somebody to log out, and errors as a page. */
@ControllerAdvice(
        assignableTypes = {
            DashboardController.class,
            NewSearchController.class,
            ReportPageController.class,
            TrialPageController.class,
            WorkerPageController.class
        })
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

    private final boolean authenticated;

    PageAdvice(PhiscaleProperties properties) {
        this.authenticated = properties.security().user() != null;
    }

    @ModelAttribute("authenticated")
    boolean authenticated() {
        return authenticated;
    }

    @ExceptionHandler
    String refused(ApiException failure, HttpServletResponse response, Model model) {
        return switch (failure.code()) {
            case NOT_FOUND -> page(HttpServletResponse.SC_NOT_FOUND, failure.getMessage(), response, model);
            case WRONG_STATE -> page(HttpServletResponse.SC_CONFLICT, failure.getMessage(), response, model);
            default -> page(HttpServletResponse.SC_BAD_REQUEST, failure.getMessage(), response, model);
        };
    }

    @ExceptionHandler
    String invalid(InvalidValueException failure, HttpServletResponse response, Model model) {
        return page(HttpServletResponse.SC_BAD_REQUEST, String.valueOf(failure.getMessage()), response, model);
    }

    @ExceptionHandler
    String wrongType(MethodArgumentTypeMismatchException failure, HttpServletResponse response, Model model) {
        return page(HttpServletResponse.SC_NOT_FOUND, "There is nothing at this address.", response, model);
    }

    @ExceptionHandler
    String incomplete(MissingServletRequestParameterException failure, HttpServletResponse response, Model model) {
        String message = "The address lacks %s.".formatted(failure.getParameterName());
        return page(HttpServletResponse.SC_BAD_REQUEST, message, response, model);
    }

    @ExceptionHandler
    @Nullable
    String unexpected(Exception failure, HttpServletResponse response, Model model) throws Exception {
        if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            throw failure;
        }
        if (DatabaseAway.isWhy(failure)) {
            LOG.warn("the database is busy or away", failure);
            return page(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "The database cannot answer now. Reload the page in a moment.",
                    response,
                    model);
        }
        LOG.error("unexpected", failure);
        return page(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "The coordinator's log says more.", response, model);
    }

    private static String page(int status, String message, HttpServletResponse response, Model model) {
        response.setStatus(status);
        model.addAttribute("status", status);
        model.addAttribute("message", message);
        return "error";
    }
}
