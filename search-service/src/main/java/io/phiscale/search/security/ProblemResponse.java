package io.phiscale.search.security;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Problem details from filters, where no controller advice reaches. */
final class ProblemResponse {
    private ProblemResponse() {}

    static void write(HttpServletResponse response, ErrorCode code, HttpStatus status, String detail)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("code", code.name());
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(ProtocolJson.MAPPER.writeValueAsString(problem));
    }
}
