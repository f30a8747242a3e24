namespace ConvLog;

/// <summary>Why a sink with a queue gave something up.</summary>
public enum SinkDropReason
{
    /// <summary>The queue was full, and this was the least grave. As a metric's tag: <c>queue_full</c>.</summary>
    QueueFull,

    /// <summary>
    /// It came after the sink was disposed, or the store was still failing when disposal ended its wait. As a metric's tag: <c>sink_closed</c>.
    /// </summary>
    SinkClosed,

    /// <summary>The store is well and does not take it; a dead letter is kept in its place. As a metric's tag: <c>refused</c>.</summary>
    Refused,

    /// <summary>The sink behind the queue threw at it or says it lost it, or there was no memory to deliver it. As a metric's tag: <c>failed</c>.</summary>
    Failed,

    /// <summary>
    /// The conversation belongs to another account, project or agent than its opening said, so the store takes nothing of that opening; there is no dead
    /// letter. As a metric's tag: <c>writer_refused</c>.
    /// </summary>
    WriterRefused,
}
