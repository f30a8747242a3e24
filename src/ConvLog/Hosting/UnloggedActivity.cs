using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Counts activity in a host that has no conversation to be logged to. Each cause is reported as a warning of the category <c>ConvLog</c>: immediately, and
/// then at most once per hour, with the counts since the last warning. <c>AddConvLog</c> registers it. Safe to use from any thread.
/// </summary>
public sealed partial class UnloggedActivity : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    // Chat clients and tools may be created without a host's services: their activity is counted in each host of the process, usually one.
    private static readonly List<WeakReference<UnloggedActivity>> s_hosts = [];

    private readonly Lock _lock = new();
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Cause _missing = new();
    private readonly Cause _ended = new();
    private readonly Cause _routing = new();
    private UnloggedCounts _counts = UnloggedCounts.None;

    internal UnloggedActivity(ILogger logger, TimeProvider time)
    {
        _logger = GuardedLogger.Around(logger);
        _time = time;
        lock (s_hosts)
        {
            s_hosts.RemoveAll(static host => !host.TryGetTarget(out _));
            s_hosts.Add(new WeakReference<UnloggedActivity>(this));
        }
    }

    /// <summary>The counts since the host started.</summary>
    public UnloggedCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Counts a chat request or a tool call.</summary>
    /// <param name="kind">The kind of activity.</param>
    /// <param name="host">The host in which it occurred; null if unknown.</param>
    internal static void Report(UnloggedKind kind, UnloggedActivity? host)
    {
        CaptureMeter.Unlogged(isTool: kind == UnloggedKind.ToolCall);
        if (host is not null)
        {
            host.Add(kind);
            return;
        }

        foreach (var known in Hosts())
        {
            known.Add(kind);
        }
    }

    /// <summary>Counts an activity in this host; for custom adapters. Does not throw if the logger fails.</summary>
    /// <param name="kind">The kind of activity.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not defined.</exception>
    public void Add(UnloggedKind kind)
    {
        var cause = kind switch
        {
            UnloggedKind.HubRequest => null,
            UnloggedKind.RoutedRequest => _routing,
            _ => Conversation.HasEndedInFlow ? _ended : _missing,
        };
        UnloggedCounts since;
        lock (_lock)
        {
            _counts = _counts.Plus(kind);
            if (cause is null)
            {
                return;
            }

            cause.Since = cause.Since.Plus(kind);
            if (cause.ReportedAt is { } reported && _time.GetElapsedTime(reported) < s_interval)
            {
                return;
            }

            since = cause.Since with { HubRequests = _counts.HubRequests };
            (cause.Since, cause.ReportedAt) = (UnloggedCounts.None, _time.GetTimestamp());
        }

        Warn(cause, since);
    }

    /// <summary>Stops counting. Called by the host.</summary>
    public void Dispose()
    {
        lock (s_hosts)
        {
            s_hosts.RemoveAll(host => !host.TryGetTarget(out var other) || ReferenceEquals(other, this));
        }
    }

    private static List<UnloggedActivity> Hosts()
    {
        var hosts = new List<UnloggedActivity>();
        lock (s_hosts)
        {
            foreach (var reference in s_hosts)
            {
                if (reference.TryGetTarget(out var host))
                {
                    hosts.Add(host);
                }
            }
        }

        return hosts;
    }

    private void Warn(Cause cause, UnloggedCounts since)
    {
        if (cause == _routing)
        {
            LogRouting(_logger, since.RoutedRequests);
        }
        else if (cause == _ended)
        {
            LogEnded(_logger, since.ChatRequests, since.ToolCalls);
        }
        else
        {
            LogMissing(_logger, since.ChatRequests, since.ToolCalls, since.HubRequests);
        }
    }

    [LoggerMessage(61, LogLevel.Warning,
        "Chat requests: {ChatRequests}, tool calls: {ToolCalls}. They arrived without a conversation and were not logged. In web requests, open it with "
            + "app.UseConvLog(context => /* its ID */). In a Blazor event handler, a SignalR hub method (requests of such connections without a conversation: "
            + "{HubRequests}) or a background job, open it there: await using var conv = conversations.OpenLazily(new ConversationInfo(id)); "
            + "using var current = conv.MakeCurrent(); where conversations is an IConversationFactory. MakeCurrent() lasts for the method that calls it and "
            + "what that calls: in OnInitialized, it is over before an event handler runs. Repeated at most once an hour.")]
    private static partial void LogMissing(ILogger logger, long chatRequests, long toolCalls, long hubRequests);

    [LoggerMessage(62, LogLevel.Warning,
        "Chat requests: {ChatRequests}, tool calls: {ToolCalls}. They arrived after the conversation in which their work was started had ended, and were not "
            + "logged. Work that outlives its request, as a hub does over long polling, opens its own: await using var conv = "
            + "conversations.OpenLazily(new ConversationInfo(id)); using var current = conv.MakeCurrent(); where conversations is an IConversationFactory. "
            + "Repeated at most once an hour.")]
    private static partial void LogEnded(ILogger logger, long chatRequests, long toolCalls);

    [LoggerMessage(63, LogLevel.Warning,
        "Requests whose route has the value conversationId: {RoutedRequests}. They arrived without a conversation, because routing ran after UseConvLog(). "
            + "Write app.UseRouting(); before app.UseConvLog();. Repeated at most once an hour.")]
    private static partial void LogRouting(ILogger logger, long routedRequests);

    /// <summary>A cause of unlogged activity: the count since the last warning, and the time of that warning.</summary>
    private sealed class Cause
    {
        public UnloggedCounts Since { get; set; } = UnloggedCounts.None;

        public long? ReportedAt { get; set; }
    }
}
