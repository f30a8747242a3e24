using System.Globalization;
using System.Text;
using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Http;

/// <summary>Runs a handler such that every response has the security headers, and that failures are logged and not disclosed to the visitor.</summary>
internal sealed partial class GuardedEndpoint(Visitors visitors, SecurityEvents security, ReadSlots slots, ILogger<GuardedEndpoint> logger)
{
    /// <param name="handler">Handles a request.</param>
    /// <param name="broken">The response to a failure, given its error ID, which is also logged.</param>
    public RequestDelegate Of(Func<HttpContext, ValueTask<IResult>> handler, Func<HttpContext, string, IResult> broken) => async context =>
    {
        SecurityHeaders.Write(context.Response.Headers);
        OutputCacheRule.RefuseStorage(context);
        if (!HasReadableHost(context.Request))
        {
            await PlainText(StatusCodes.Status400BadRequest, "The header Host contains no host name.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (IsEnhancedNavigation(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        try
        {
            var result = await RefusedByHostAsync(context).ConfigureAwait(false) ?? await AnswerAsync(context, handler).ConfigureAwait(false);
            await result.ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (HasTimedOut(context))
        {
            // The host's request timeout: its middleware responds with the status that the host has chosen.
            throw;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected: no response is needed.
        }
        catch (Exception e)
        {
            await RespondWithErrorAsync(context, e, broken).ConfigureAwait(false);
        }
        finally
        {
            ReadSlots.Release(context);
        }

        security.Answered(context);
    };

    private async ValueTask<IResult> AnswerAsync(HttpContext context, Func<HttpContext, ValueTask<IResult>> handler)
    {
        await visitors.EvaluateHostAsync(context).ConfigureAwait(false);
        if (IsRead(context))
        {
            await slots.EnterAsync(context).ConfigureAwait(false);
        }

        return await handler(context).ConfigureAwait(false);
    }

    private static async ValueTask<IResult?> RefusedByHostAsync(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<HostRefusal>() is { } refusal
            && await EndpointPolicy.AuthorizeAsync(context).ConfigureAwait(false) is { Succeeded: false } result
                ? await refusal.AnswerOf(context, result.Challenged).ConfigureAwait(false) : null;

    // Other methods take no slot, because a slow upload would block others. Neither does the health route, which must show whether the host still responds.
    private static bool IsRead(HttpContext context) => (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.GetEndpoint()?.Metadata.GetMetadata<UnboundedRead>() is null;

    private static bool HasTimedOut(HttpContext context)
        => context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };

    // The error page may fail for the same reason as the handler; then a plain text is sent.
    private async Task RespondWithErrorAsync(HttpContext context, Exception failure, Func<HttpContext, string, IResult> broken)
    {
        string errorId = CorrelationId.Of(context.Request);
        LogFailure(failure, context.Request.Method, context.Request.RouteValues.Count, errorId);
        ThrowIfStarted(context, failure);
        try
        {
            Clear(context.Response);
            context.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Error = failure, Path = context.Request.Path });
            await broken(context, errorId).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFailure(e, context.Request.Method, context.Request.RouteValues.Count, errorId);
            ThrowIfStarted(context, e);
            Clear(context.Response);
            await PlainText(StatusCodes.Status500InternalServerError,
                string.Create(CultureInfo.InvariantCulture, $"The request failed. The host's logs give the cause under the ID {errorId}."))
                .ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    // The server aborts the connection, so that a partial response is not taken for a complete one.
    private static void ThrowIfStarted(HttpContext context, Exception failure)
    {
        if (context.Response.HasStarted)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static void Clear(HttpResponse response)
    {
        response.Clear();
        SecurityHeaders.Write(response.Headers);
    }

    // ASP.NET Core converts "xn--" names to Unicode each time the host is read, and throws if that fails.
    private static bool HasReadableHost(HttpRequest request)
    {
        try
        {
            _ = request.Host;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // On a host's static Blazor page, Blazor fetches the target of a link, and merges an unsuccessful response, such as the sign-in page, into the host's
    // document: next to the host's scripts, without this page's policy. After a successful response that is not from Blazor, it opens the address as a page.
    private static bool IsEnhancedNavigation(HttpRequest request)
        => HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.OrdinalIgnoreCase);

    private static BodyResult PlainText(int status, string text) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    [LoggerMessage(EventId = 1, EventName = "ConvLogRequestFailed", Level = LogLevel.Error,
        Message = "ConvLog could not answer a {Method} request ({Parameters} route parameters); error ID {ErrorId}.")]
    private partial void LogFailure(Exception exception, string method, int parameters, string errorId);
}
