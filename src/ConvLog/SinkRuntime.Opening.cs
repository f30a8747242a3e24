using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Opening: at once, or before the first record that is for the sink.</content>
internal sealed partial class SinkRuntime
{
    private readonly Lock _openingLock = new();
    private readonly Action? _admit;
    private ConversationRecord _opening;
    private SafeSink _safeSink;
    private DateTimeOffset? _closedUnopened;
    private int _openingRevision;
    private bool _isOpening;

    // Set last: whoever sees it finds the opening in the sink.
    private volatile bool _isOpened;

    public long SinkFailures => _safeSink.Failures;

    /// <summary>Whether the sink knows of this opening.</summary>
    public bool IsOpened => _isOpened;

    /// <summary>Where everything goes that is logged: asking for it opens the conversation.</summary>
    private SafeSink Sink
    {
        get
        {
            if (!_isOpened)
            {
                OpenAt(Time.GetUtcNow());
            }

            return _safeSink;
        }
    }

    public void Open() => OpenAt(_opening.OpenedAt);

    protected override void NotRecorded() => _ = Sink;

    /// <summary>Opens the conversation unless it is open. It never throws: what is logged by a function opens it.</summary>
    /// <param name="moment">The time of what is logged first.</param>
    private void OpenAt(DateTimeOffset moment)
    {
        if (_isOpened)
        {
            return;
        }

        // Others that log wait until the opening is in the sink, which it enters before anything else. A sink that logs while it takes it enters once more.
        lock (_openingLock)
        {
            if (_isOpened || _isOpening)
            {
                return;
            }

            _isOpening = true;
            if (IsAdmitted())
            {
                Record(moment);
            }

            _isOpened = true;
        }
    }

    private void Record(DateTimeOffset moment)
    {
        if (Recording != Recording.Full)
        {
            CaptureMeter.Reduced(Recording);
        }

        // Where the conversation ended while this was being logged, it is opened as one that has ended.
        _opening = _opening with { OpenedAt = moment, ClosedAt = _closedUnopened };
        _safeSink.Record(_opening);
    }

    private bool IsAdmitted()
    {
        try
        {
            _admit?.Invoke();
            return true;
        }
        catch (Exception e)
        {
            // First of all: a logger may log to this conversation, and nothing of it may reach the sink.
            _safeSink = new SafeSink(NoSink.Instance, _logger);
            End();
            LogNotAdmitted(_logger, Writer.ConversationId, e);
            Drop(Own, LossReason.ConversationEnded, isPii: true, cause: null);
            return false;
        }
    }

    private void RecordClosing()
    {
        var now = Time.GetUtcNow();
        lock (_openingLock)
        {
            if (!_isOpened)
            {
                _closedUnopened = now;
                return;
            }
        }

        RecordOpening(closedAt: now);
    }

    private void RecordOpening(DateTimeOffset? closedAt)
    {
        var sink = Sink;
        ConversationRecord opening;
        lock (_lock)
        {
            opening = _opening with { Revision = ++_openingRevision, Handoff = _handoff, ClosedAt = closedAt };
        }

        sink.Record(opening);
    }

    private ConversationRecord OpeningOf(ConversationInfo info) => new()
    {
        ConversationId = info.Id,
        WriterId = Writer.Id,
        AgentId = Capture.Name(info.AgentId),
        AccountId = Capture.OptionalText(info.AccountId),
        ProjectId = Capture.OptionalText(info.ProjectId),
        Environment = info.Environment,
        Channel = Capture.OptionalText(info.Channel),
        UserId = Capture.FreeText(info.UserId),
        FromNumber = Capture.FreeText(info.FromNumber),
        ToNumber = Capture.FreeText(info.ToNumber),
        Direction = info.Direction,
        VariantId = Capture.OptionalText(info.VariantId),
        Language = Capture.OptionalText(info.Language),
        Attributes = Capture.Arguments(info.Attributes),
        OpenedAt = Time.GetUtcNow(),
        Recording = Recording,
    };

    [LoggerMessage(60, LogLevel.Error,
        "Conversation {ConversationId} could not be opened when something was logged in it. What is logged in this opening is dropped and counted.")]
    private static partial void LogNotAdmitted(ILogger logger, string conversationId, Exception exception);
}
