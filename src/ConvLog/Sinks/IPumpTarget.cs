namespace ConvLog.Sinks;

/// <summary>Where a pump delivers. Called by the pump alone, one call after the other, but for <see cref="Dropped"/>.</summary>
/// <typeparam name="T">What is delivered.</typeparam>
internal interface IPumpTarget<T>
{
    /// <summary>Delivers what the pump took, and settles it with the queue, at once or when it is confirmed. Does not throw.</summary>
    /// <param name="batch">What to deliver; the pump's own, and filled anew after the call.</param>
    /// <param name="queue">Where to settle it.</param>
    ValueTask DeliverAsync(List<T> batch, SinkQueue<T> queue);

    /// <summary>Makes what was delivered as safe as it gets, before those who wait for that are told. Does not throw.</summary>
    /// <param name="queue">Where to settle it.</param>
    ValueTask ConfirmAsync(SinkQueue<T> queue);

    /// <summary>Hears that the queue or the pump gave something up. On whatever thread that happens: it must not wait, or throw.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="count">How much.</param>
    void Dropped(SinkDropReason reason, long count);
}
