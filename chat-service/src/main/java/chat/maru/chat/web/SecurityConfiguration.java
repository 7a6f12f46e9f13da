package chat.maru.chat.web;

import chat.maru.chat.ChatSettings;
import chat.maru.chat.limit.AddressLimits;
import chat.maru.chat.problem.ProblemWriter;
import chat.maru.contract.error.ErrorCode;
import chat.maru.operation.audit.Audit;
import chat.maru.operation.audit.AuditEvent;
import chat.maru.tls.TlsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// Who may call what.
///
/// No sessions and no cookies: every call shows its token in a header that no browser adds by
/// itself, so there is nothing to forge across sites and CSRF protection is off. Page and REST
/// share an origin, so CORS is off: other origins' pages get no answer, unless they are named.
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

  /// While the issuer's keys can't be had nobody knows whether a token is good.
  private static final AuthenticationFailureHandler NOT_JUDGED =
      (request, response, failure) -> {
        if (failure instanceof AuthenticationServiceException) {
          ProblemWriter.write(response, ErrorCode.UNAVAILABLE);
        } else {
          UNAUTHENTICATED.commence(request, response, failure);
        }
      };

  private static final AccessDeniedHandler DENIED =
      (request, response, failure) -> ProblemWriter.write(response, ErrorCode.UNAUTHENTICATED);

  private static final ObjectPostProcessor<BearerTokenAuthenticationFilter> NOT_JUDGED_IS_TOLD =
      new ObjectPostProcessor<>() {
        @Override
        public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
          filter.setAuthenticationFailureHandler(NOT_JUDGED);
          return filter;
        }
      };

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
  SecurityFilterChain open(HttpSecurity http, ClientRules clients) throws Exception {
    return clients
        .on(stateless(http.securityMatcher("/api/auth/**", "/.well-known/**")))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain rest(HttpSecurity http, ClientRules clients) throws Exception {
    return clients
        .on(stateless(http.securityMatcher("/api/**")))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(server ->
            server
                .jwt(Customizer.withDefaults())
                .authenticationEntryPoint(UNAUTHENTICATED)
                .accessDeniedHandler(DENIED)
                .withObjectPostProcessor(NOT_JUDGED_IS_TOLD))
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(UNAUTHENTICATED).accessDeniedHandler(DENIED))
        .build();
  }

  /// The page's files, and health and metrics on the management port.
  @Bean
  @Order(4)
  SecurityFilterChain page(HttpSecurity http, ClientRules clients) throws Exception {
    return clients
        .on(stateless(http))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  ClientRules clientRules(ChatSettings settings, TlsSettings tls, AddressLimits limits) {
    return new ClientRules(
        new SecurityHeaders(
            ContentSecurityPolicy.allowing(settings.chat().websocketOrigins()), tls.hsts()),
        settings.chat().corsOrigins(),
        limits);
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
}
