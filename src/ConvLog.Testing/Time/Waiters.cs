namespace ConvLog.Testing.Time;

/// <summary>Tests that wait for an item. The thread that adds the item wakes them.</summary>
internal sealed class Waiters<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiting = [];

    public async Task<T> WaitAsync(Func<T, bool> predicate, Func<IEnumerable<T>> present, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(predicate, present);
        lock (_lock)
        {
            _waiting.Add(waiter);
        }

        try
        {
            // Checked after the waiter is registered, so that no item is missed.
            waiter.Look();
            return await waiter.Found.WaitAsync(timeout, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _waiting.Remove(waiter);
            }
        }
    }

    public void Offer(T item)
    {
        foreach (var waiter in Waiting())
        {
            waiter.Offer(item);
        }
    }

    /// <summary>Checks again after an existing item has changed.</summary>
    public void Recheck()
    {
        foreach (var waiter in Waiting())
        {
            waiter.Look();
        }
    }

    private Waiter[] Waiting()
    {
        lock (_lock)
        {
            return [.. _waiting];
        }
    }

    private sealed class Waiter(Func<T, bool> predicate, Func<IEnumerable<T>> present)
    {
        private readonly TaskCompletionSource<T> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Found => _found.Task;

        public void Look()
        {
            foreach (var item in present())
            {
                Offer(item);
            }
        }

        public void Offer(T item)
        {
            try
            {
                if (predicate(item))
                {
                    _found.TrySetResult(item);
                }
            }
            catch (Exception e)
            {
                // An exception of the test's predicate is thrown in the test, not in the function that logs.
                _found.TrySetException(e);
            }
        }
    }
}
