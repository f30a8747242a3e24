using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>
/// Opens a conversation in its sink: at once, or before the first record that is for the sink. Any thread; it never throws, as what a function logs may open
/// it.
/// </summary>
/// <param name="sink">The sink.</param>
/// <param name="record">The opening.</param>
/// <param name="admit">Called before it is opened: throws if the host cannot have it open. Null for one that it can.</param>
/// <param name="onRefused">Called where that throws, from when on nothing reaches the sink.</param>
internal sealed class ConversationOpening(SafeSink sink, ConversationRecord record, Action? admit, Action<Exception> onRefused)
{
    private readonly Lock _lock = new();
    private ConversationRecord _record = record;
    private DateTimeOffset? _closedUnopened;
    private bool _isOpening;

    // Set last: whoever sees it finds the opening in the sink.
    private volatile bool _isOpened;

    /// <summary>Whether the sink knows of it.</summary>
    public bool IsOpened => _isOpened;

    /// <summary>Where everything goes; what is logged opens the conversation first.</summary>
    public SafeSink Sink { get; private set; } = sink;

    /// <summary>The opening, as the sink got it.</summary>
    public ConversationRecord Record => _record;

    /// <summary>Opens the conversation unless it is open.</summary>
    /// <param name="moment">The time of what is logged first.</param>
    public void OpenAt(DateTimeOffset moment)
    {
        if (_isOpened)
        {
            return;
        }

        // Others that log wait until the opening is in the sink, which it enters before anything else. A sink that logs while it takes it enters once more.
        lock (_lock)
        {
            if (_isOpened || _isOpening)
            {
                return;
            }

            _isOpening = true;
            if (IsAdmitted())
            {
                // Where the conversation ended while this was being logged, it is opened as one that has ended.
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

    /// <summary>Takes that the conversation has ended; false where it was never opened, and the sink need not hear of it.</summary>
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
            // First of all: what reports it may log to this conversation.
            Sink = new SafeSink(NoSink.Instance, StandardErrorLogger.Instance);
            onRefused(e);
            return false;
        }
    }
}
