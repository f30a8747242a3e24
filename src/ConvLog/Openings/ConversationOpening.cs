using ConvLog.Records;
using ConvLog.Sinks;

namespace ConvLog.Openings;

/// <summary>
/// The record of an opening, and its publication: immediately, or before the first record for the sink, and again after each change. Safe to use from any
/// thread; never throws, because a function's log call may open the conversation.
/// </summary>
/// <param name="runtime">The conversation.</param>
/// <param name="info">What the host knows about it.</param>
/// <param name="sink">The sink.</param>
/// <param name="admit">Called before the conversation is opened; throws if the host cannot open it; nothing reaches the sink then. Null if it can.</param>
internal sealed class ConversationOpening(SinkRuntime runtime, ConversationInfo info, SafeSink sink, Action? admit)
{
    private readonly Lock _lock = new();
    private ConversationRecord _record = RecordOf(runtime, info);
    private bool _isOpening;

    // Set last: any thread that reads true also finds the opening in the sink.
    private volatile bool _isOpened;

    /// <summary>Whether the sink has received the opening.</summary>
    public bool IsOpened => _isOpened;

    /// <summary>The sink, which may not have received the opening yet.</summary>
    public SafeSink Sink { get; private set; } = sink;

    /// <summary>The sink for everything that is logged; reading it opens the conversation.</summary>
    public SafeSink OpenedSink
    {
        get
        {
            if (!_isOpened)
            {
                OpenAt(runtime.Time.GetUtcNow());
            }

            return Sink;
        }
    }

    /// <summary>Opens the conversation at the time when it was created.</summary>
    public void Open() => OpenAt(_record.OpenedAt);

    /// <summary>Opens the conversation unless it is open.</summary>
    /// <param name="moment">The time of the first log call.</param>
    public void OpenAt(DateTimeOffset moment)
    {
        if (_isOpened)
        {
            return;
        }

        // Other threads that log wait until the sink has received the opening, which must be first. A sink that logs while receiving it re-enters the lock.
        lock (_lock)
        {
            if (_isOpened || _isOpening)
            {
                return;
            }

            _isOpening = true;
            if (IsAdmitted())
            {
                _record = _record with { OpenedAt = moment };
                if (_record.Recording != Recording.Full)
                {
                    CaptureMeter.Reduced(_record.Recording);
                }

                Sink.Record(_record);
            }

            _isOpened = true;
        }
    }

    /// <summary>Records a hand-off.</summary>
    public void HandOff(Handoff handoff) => Publish(handoff: handoff);

    /// <summary>Records the conversation's end; only the first one counts.</summary>
    /// <param name="reason">The reason; an undefined value counts as <see cref="EndReason.Other"/>.</param>
    /// <param name="at">The time of the end; null for now.</param>
    public void End(EndReason reason, DateTimeOffset? at)
    {
        // A clock that is ahead, such as a carrier's, must not end the conversation in the future.
        var now = runtime.Time.GetUtcNow();
        var end = at is { } given && given < now ? given.ToUniversalTime() : now;
        Publish(end: end, reason: Enum.IsDefined(reason) ? reason : EndReason.Other);
    }

    /// <summary>Records that the opening has ended. One that the sink never received is not published, unless something is still logged in it.</summary>
    public void Close()
    {
        var now = runtime.Time.GetUtcNow();
        lock (_lock)
        {
            if (!_isOpened)
            {
                _record = _record with { ClosedAt = now };
                return;
            }
        }

        Publish(closedAt: now);
    }

    private static ConversationRecord RecordOf(SinkRuntime runtime, ConversationInfo info)
    {
        var capture = runtime.Capture;
        return new()
        {
            ConversationId = info.Id,
            WriterId = runtime.Writer.Id,
            AgentId = capture.Name(info.AgentId),
            AccountId = capture.OptionalText(info.AccountId),
            ProjectId = capture.OptionalText(info.ProjectId),
            Environment = info.Environment,
            Channel = capture.OptionalText(info.Channel),
            UserId = capture.FreeText(info.UserId),
            FromNumber = capture.FreeText(info.FromNumber),
            ToNumber = capture.FreeText(info.ToNumber),
            Direction = info.Direction,
            VariantId = capture.OptionalText(info.VariantId),
            Language = capture.OptionalText(info.Language),
            Attributes = capture.Arguments(info.Attributes),
            OpenedAt = runtime.Time.GetUtcNow(),
            Recording = runtime.Recording,
        };
    }

    // Changed under the lock, so that a higher revision always contains at least as much.
    private void Publish(Handoff? handoff = null, DateTimeOffset? end = null, EndReason? reason = null, DateTimeOffset? closedAt = null)
    {
        var opened = OpenedSink;
        ConversationRecord changed;
        lock (_lock)
        {
            if (end is not null && _record.EndedAt is not null)
            {
                return;
            }

            _record = changed = _record with
            {
                Revision = _record.Revision + 1,
                Handoff = handoff ?? _record.Handoff,
                EndedAt = end ?? _record.EndedAt,
                EndReason = reason ?? _record.EndReason,
                ClosedAt = closedAt ?? _record.ClosedAt,
            };
        }

        opened.Record(changed);
    }

    private bool IsAdmitted()
    {
        try
        {
            admit?.Invoke();
            return true;
        }
        catch (Exception e)
        {
            // Done first, because reporting the failure may log to this conversation.
            Sink = new SafeSink(NoSink.Instance, StandardErrorLogger.Instance);
            runtime.Refused(e);
            return false;
        }
    }
}
