package chat.maru.chat.identity;

import chat.maru.chat.problem.ProblemException;
import chat.maru.contract.error.ErrorCode;
import chat.maru.token.TokenUser.Naming;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Gives controllers the [Caller] of a verified token.
class CallerArgument implements HandlerMethodArgumentResolver {
  private final Naming naming;

  CallerArgument(Naming naming) {
    this.naming = naming;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken t) {
      return callerOf(t.getToken());
    }
    throw ProblemException.of(ErrorCode.UNAUTHENTICATED);
  }

  private Caller callerOf(Jwt token) {
    return naming
        .userOf(token)
        .map(
            user -> new Caller(user.userId(), user.displayName(), user.loginId(), user.expiresAt()))
        .orElseThrow(() -> ProblemException.of(ErrorCode.UNAUTHENTICATED));
  }
}
