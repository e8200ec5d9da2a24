package cn.example.portal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The exchange in Spring Boot 3 (Java 17), behind Spring Security with CAS or OAuth2 log-in.
 *
 * <p>XINQIAO_URL, XINQIAO_SECRET_KEY and PORTAL_ORIGIN come from the environment.
 *
 * <p>Spring Security asks for a CSRF token with every POST. This one changes nothing at the portal and checks the origin
 * itself: {@code http.csrf(csrf -> csrf.ignoringRequestMatchers("/portal/xinqiao-session"))}. Where nobody is signed in the
 * answer must be 401 and no redirect to the log-in page:
 * {@code http.exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
 * new AntPathRequestMatcher("/portal/xinqiao-session")))}.
 */
@RestController
class XinqiaoSessionController {

    private static final String ORIGIN = System.getenv("PORTAL_ORIGIN");
    private static final String SERVICE = System.getenv("XINQIAO_URL").replaceAll("/+$", "");
    private static final List<String> COMPONENTS = List.of("xq-assignments", "xq-consent", "xq-questionnaire");

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();

    @PostMapping(path = "/portal/xinqiao-session", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> session(
            @RequestHeader(name = "Origin", required = false) String origin, Authentication signedIn) throws Exception {
        if (!ORIGIN.equals(origin)) return answer(403, "{\"error\":\"not a page of this portal\"}");
        if (signedIn == null || !signedIn.isAuthenticated()) return answer(401, "{\"error\":\"nobody is signed in\"}");
        String body = json.writeValueAsString(Map.of(
                "userId", numberOf(signedIn), "role", "student", "origin", ORIGIN, "components", COMPONENTS));
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVICE + "/v1/embed-sessions"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + System.getenv("XINQIAO_SECRET_KEY"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            // 403: no such person in this role. Everything else is ours to mend: a wrong key, a wrong origin.
            return switch (response.statusCode()) {
                case 201 -> answer(201, response.body());
                case 403 -> answer(403, "{\"error\":\"no session for this person\"}");
                default -> answer(502, "{\"error\":\"no session\"}");
            };
        } catch (java.io.IOException unreachable) {
            return answer(503, "{\"error\":\"the service cannot be reached\"}");
        }
    }

    /** CAS: the name is the 学号 or 工号. OAuth2: an attribute of the user has it; its name is your identity provider's. */
    private static String numberOf(Authentication signedIn) {
        return signedIn.getPrincipal() instanceof OAuth2User user
                ? String.valueOf((Object) user.getAttribute("student_number"))
                : signedIn.getName();
    }

    private static ResponseEntity<String> answer(int status, String body) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
    }
}
