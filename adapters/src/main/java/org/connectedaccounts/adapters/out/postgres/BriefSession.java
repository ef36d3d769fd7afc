package org.connectedaccounts.adapters.out.postgres;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Outside of a unit of work, each call has a session of its own and gives its connection back at
 * its end. The session of the request would keep it, and the request may wait for a provider.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface BriefSession {}
