package chat.maru.chat.web;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.problem.ProblemWriter;
import chat.maru.contract.error.ErrorCode;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who may call what.
///
/// No sessions and no cookies: every call shows its token in a header that no browser adds by
/// itself, so there is nothing to forge across sites and CSRF protection is off. Page and REST
/// share an origin, so CORS is off: other origins' pages get no answer.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /// Database connections that requests of clients can't take.
  private static final int KEPT_FOR_GATEWAYS = 3;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private static final AuthenticationEntryPoint UNAUTHENTICATED =
      (request, response, failure) -> {
        if (request.getHeader("Authorization") != null) {
          Audit.failure(AuditEvent.TOKEN_REFUSED, null, ErrorCode.UNAUTHENTICATED.code());
        }
        ProblemWriter.write(response, ErrorCode.UNAUTHENTICATED);
      };
  private static final AccessDeniedHandler DENIED =
      (request, response, failure) -> ProblemWriter.write(response, ErrorCode.UNAUTHENTICATED);

  /// The internal port's gate has asked for the service token, which is no JWT.
  @Bean
  @Order(1)
  SecurityFilterChain internal(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/internal/**"))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /// A stale token must not keep anyone from signing in again, so these look at none.
  @Bean
  @Order(2)
  SecurityFilterChain open(HttpSecurity http, ChatSettings settings) throws Exception {
    return withHeaders(stateless(http.securityMatcher("/api/auth/**", "/.well-known/**")), settings)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain rest(HttpSecurity http, ChatSettings settings) throws Exception {
    return withHeaders(stateless(http.securityMatcher("/api/**")), settings)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(server ->
            server
                .jwt(Customizer.withDefaults())
                .authenticationEntryPoint(UNAUTHENTICATED)
                .accessDeniedHandler(DENIED))
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(UNAUTHENTICATED).accessDeniedHandler(DENIED))
        .build();
  }

  /// The page's files, and health and metrics on the management port.
  @Bean
  @Order(4)
  SecurityFilterChain page(HttpSecurity http, ChatSettings settings) throws Exception {
    return withHeaders(stateless(http), settings)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /// What the firewall refuses (TRACE, `//`, encoded slashes) names nothing here.
  @Bean
  RequestRejectedHandler requestRejectedHandler() {
    return (request, response, rejected) -> ProblemWriter.write(response, ErrorCode.NOT_FOUND);
  }

  /// After the security filters: who may not call takes no place.
  @Bean
  FilterRegistrationBean<RestBulkhead> restBulkhead(
      @Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
      MeterRegistry meters) {
    return new FilterRegistrationBean<>(
        new RestBulkhead(Math.max(1, connections - KEPT_FOR_GATEWAYS), LONGEST_WAIT, meters));
  }

  /// Outside of all others, so that it serves their refusals, too.
  @Bean
  FilterRegistrationBean<RestOfBody> restOfBody() {
    FilterRegistrationBean<RestOfBody> filter = new FilterRegistrationBean<>(new RestOfBody());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  private static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(Customizer.withDefaults());
  }

  private static HttpSecurity withHeaders(HttpSecurity http, ChatSettings settings)
      throws Exception {
    String policy = ContentSecurityPolicy.allowing(settings.chat().websocketOrigins());
    return http.headers(headers ->
        headers
            .contentSecurityPolicy(csp -> csp.policyDirectives(policy))
            .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
  }
}
