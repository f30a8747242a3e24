using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>
/// Opens a conversation in its sink: immediately, or before the first record for the sink. Safe to use from any thread; never throws, because a function's
/// log call may open the conversation.
/// </summary>
/// <param name="sink">The sink.</param>
/// <param name="record">The opening.</param>
/// <param name="admit">Called before the conversation is opened; throws if the host cannot open it. Null if it always can.</param>
/// <param name="onRefused">Called if that throws; nothing reaches the sink afterwards.</param>
internal sealed class ConversationOpening(SafeSink sink, ConversationRecord record, Action? admit, Action<Exception> onRefused)
{
    private readonly Lock _lock = new();
    private ConversationRecord _record = record;
    private DateTimeOffset? _closedUnopened;
    private bool _isOpening;

    // Set last: any thread that reads true also finds the opening in the sink.
    private volatile bool _isOpened;

    /// <summary>Whether the sink has received the opening.</summary>
    public bool IsOpened => _isOpened;

    /// <summary>The sink for everything that is logged, which opens the conversation first.</summary>
    public SafeSink Sink { get; private set; } = sink;

    /// <summary>The opening, as the sink received it.</summary>
    public ConversationRecord Record => _record;

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
                // If the conversation ended during this log call, it is opened as one that has ended.
                _record = _record with { OpenedAt = moment, ClosedAt = _closedUnopened };
                if (_record.Recording != Recording.Full)
                {
                    CaptureMeter.Reduced(_record.Recording);
                }

                Sink.Record(_record);
            }

            _isOpened = true;
        }
    }

    /// <summary>Records that the conversation has ended; false if it was never opened, so that the sink need not be notified.</summary>
    public bool Close(DateTimeOffset moment)
    {
        lock (_lock)
        {
            if (!_isOpened)
            {
                _closedUnopened = moment;
            }

            return _isOpened;
        }
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
            onRefused(e);
            return false;
        }
    }
}
