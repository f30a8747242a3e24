namespace ConvLog;

/// <summary>Why a sink with a queue dropped an item.</summary>
public enum SinkDropReason
{
    /// <summary>The queue was full, and the item had the lowest severity. As a metric's tag: <c>queue_full</c>.</summary>
    QueueFull,

    /// <summary>
    /// The item arrived after the sink was disposed, or the store was still failing when disposal ended its wait. As a metric's tag: <c>sink_closed</c>.
    /// </summary>
    SinkClosed,

    /// <summary>The store works but does not accept the item; a dead letter is kept instead. As a metric's tag: <c>refused</c>.</summary>
    Refused,

    /// <summary>The sink behind the queue threw for it or reports it as dropped, or memory was insufficient to deliver it. As a metric's tag:
    /// <c>failed</c>.</summary>
    Failed,

    /// <summary>
    /// The conversation belongs to a different account, project or agent than its opening specified, so the store accepts nothing of that opening; there is
    /// no dead letter. As a metric's tag: <c>writer_refused</c>.
    /// </summary>
    WriterRefused,
}
