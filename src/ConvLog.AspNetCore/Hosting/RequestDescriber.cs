using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Calls a host's delegate for the conversation of a request. Whatever the delegate does, the request continues, with its whole body.</summary>
/// <param name="describe">The delegate.</param>
/// <param name="isAsync">Whether the delegate is asynchronous and needs a time limit.</param>
/// <param name="options">The limits of the delegate.</param>
/// <param name="time">The clock of the time limit.</param>
/// <param name="logger">Receives failures.</param>
internal sealed partial class RequestDescriber(
    Func<HttpContext, ValueTask<ConversationInfo?>> describe, bool isAsync, RequestConversationOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>The conversation; null for none, or if the delegate failed, which is logged.</summary>
    public async ValueTask<ConversationInfo?> DescribeAsync(HttpContext context)
    {
        try
        {
            return isAsync ? await DescribeInTimeAsync(context).ConfigureAwait(false)
                : BodyGuard.MayHaveBody(context) ? await DescribeGuardedAsync(context, onRead: null).ConfigureAwait(false)
                : await describe(context).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected, so nothing is logged.
            return null;
        }
        catch (Exception e)
        {
            // The request continues without a conversation.
            RequestConversations.LogNotOpened(logger, e);
            return null;
        }
    }

    private async ValueTask<ConversationInfo?> DescribeInTimeAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var registration = aborted.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        context.RequestAborted = limit.Token;
        try
        {
            return BodyGuard.MayHaveBody(context) ? await DescribeGuardedAsync(context, () => limit.CancelAfter(options.Timeout)).ConfigureAwait(false)
                : await WaitAsync(describe(context), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            LogTimedOut(logger, options.Timeout.TotalSeconds);
            return null;
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    private async ValueTask<ConversationInfo?> DescribeGuardedAsync(HttpContext context, Action? onRead)
    {
        var body = new BodyGuard(context, options.MaximumBodySize, onRead);
        try
        {
            return await WaitAsync(describe(context), context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception) when (body.IsBrokenOff)
        {
            // The server may report it before, after or without canceling the request; the endpoint's read fails in the same way.
            return null;
        }
        finally
        {
            body.Restore();
        }
    }

    private static ValueTask<ConversationInfo?> WaitAsync(ValueTask<ConversationInfo?> description, CancellationToken cancellationToken)
        => description.IsCompleted ? description : new(AwaitAsync(description.AsTask(), cancellationToken));

    private static async Task<ConversationInfo?> AwaitAsync(Task<ConversationInfo?> description, CancellationToken cancellationToken)
    {
        try
        {
            return await description.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Observes the exception of an abandoned delegate, which was already reported by a warning.
            _ = description.ContinueWith(
                static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    [LoggerMessage(45, LogLevel.Warning,
        "The delegate of UseConvLog did not return the conversation of a request within {Seconds} s. The request continues, and nothing in it is logged to a "
            + "conversation. Pass context.RequestAborted to what the delegate awaits, or set RequestConversationOptions.Timeout.")]
    private static partial void LogTimedOut(ILogger logger, double seconds);
}
