namespace ConvLog.Sinks;

/// <summary>The destination of a pump. Called only by the pump, one call at a time, except for <see cref="Dropped"/>.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal interface IPumpTarget<T>
{
    /// <summary>Delivers a batch, and settles it with the queue immediately or once it is confirmed. Does not throw.</summary>
    /// <param name="batch">The items; the list belongs to the pump and is reused after the call.</param>
    /// <param name="queue">The queue to settle the items with.</param>
    ValueTask DeliverAsync(List<T> batch, SinkQueue<T> queue);

    /// <summary>Makes the delivered items durable, before the waiting flushes end. Does not throw.</summary>
    /// <param name="queue">The queue to settle the items with.</param>
    ValueTask ConfirmAsync(SinkQueue<T> queue);

    /// <summary>Called when the queue or the pump drops items, on any thread: it must not block or throw.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="count">The number of items.</param>
    void Dropped(SinkDropReason reason, long count);
}
