using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Requests without a conversation, and endpoints that take one.</content>
public sealed partial class UnloggedActivity
{
    private static readonly AsyncLocal<UnloggedActivity?> s_request = new();
    private long _unrecordedSince;
    private long? _unrecordedReportedAt;

    /// <summary>
    /// Marks this async flow, and everything called or started from it, as a request without a conversation: an endpoint or scoped service that takes a
    /// <see cref="Conversation"/> gets one that records nothing, with a warning, and the request continues. <c>UseConvLog</c> calls it; custom adapters can
    /// call it too.
    /// </summary>
    public void EnterRequest() => s_request.Value = this;

    /// <summary>A conversation that records nothing, for a request without one; null outside such a request.</summary>
    internal static Conversation? Unrecorded()
    {
        if (s_request.Value is not { } host)
        {
            return null;
        }

        host.AddUnrecorded();
        return new Conversation(new ConversationInfo("unrecorded") { Recording = Recording.Off }, NoSink.Instance);
    }

    private void AddUnrecorded()
    {
        long since;
        lock (_lock)
        {
            _unrecordedSince++;
            if (_unrecordedReportedAt is { } reported && _time.GetElapsedTime(reported) < s_interval)
            {
                return;
            }

            (since, _unrecordedSince, _unrecordedReportedAt) = (_unrecordedSince, 0, _time.GetTimestamp());
        }

        LogUnrecorded(_logger, since);
    }

    [LoggerMessage(71, LogLevel.Warning,
        "Requests without a conversation whose endpoint takes a Conversation: {Requests}. They got one that records nothing: UseConvLog found no ID, its "
            + "delegate returned null or failed, or the conversation could not be opened, which is an error of its own. Where that is meant, take "
            + "Conversation.Current, which is null there. Repeated at most once an hour.")]
    private static partial void LogUnrecorded(ILogger logger, long requests);
}
