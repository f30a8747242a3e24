using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Http;

/// <summary>Runs a handler so that the headers are there whatever happens, and that what goes wrong is told in the logs and not to the visitor.</summary>
internal sealed partial class GuardedEndpoint(Visitors visitors, ILogger<GuardedEndpoint> logger)
{
    /// <param name="handler">Answers a request.</param>
    /// <param name="broken">Says that answering failed, under an id that is also in the logs.</param>
    public RequestDelegate Of(Func<HttpContext, ValueTask<IResult>> handler, Func<HttpContext, string, IResult> broken) => async context =>
    {
        SecurityHeaders.Write(context.Response.Headers);
        try
        {
            await visitors.AskHostAsync(context).ConfigureAwait(false);
            var result = await handler(context).ConfigureAwait(false);
            await result.ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The visitor has gone: nobody to answer.
        }
        catch (Exception e)
        {
            string errorId = CorrelationId.Of(context.Request);
            LogFailure(e, context.Request.Method, context.Request.RouteValues.Count, errorId);
            if (context.Response.HasStarted)
            {
                // The server breaks the connection off: half an answer must not look like a whole one.
                throw;
            }

            context.Response.Clear();
            SecurityHeaders.Write(context.Response.Headers);
            await broken(context, errorId).ExecuteAsync(context).ConfigureAwait(false);
        }
    };

    [LoggerMessage(EventId = 1, EventName = "ConvLogRequestFailed", Level = LogLevel.Error, Message = "ConvLog could not answer a {Method} request ({Parameters} route parameters); error id {ErrorId}.")]
    private partial void LogFailure(Exception exception, string method, int parameters, string errorId);
}
