namespace ConvLog.Sinks;

/// <summary>A flush that waits until a queue's pump has delivered everything queued before it.</summary>
internal sealed class SinkFlush
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SinkFlush(long ticket, bool unlessInOutage)
    {
        Ticket = ticket;
        UnlessInOutage = unlessInOutage;
        Node = new LinkedListNode<SinkFlush>(this);
    }

    /// <summary>The last ticket it waits for.</summary>
    public long Ticket { get; }

    /// <summary>Whether it does not wait for failing deliveries.</summary>
    public bool UnlessInOutage { get; }

    /// <summary>Its position among the waiting flushes; guarded by the queue's lock.</summary>
    public LinkedListNode<SinkFlush> Node { get; }

    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}
