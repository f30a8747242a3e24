namespace ConvLog.Testing.Time;

/// <summary>Tests that wait for something to come. Whoever brings it wakes them.</summary>
internal sealed class Waiters<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiting = [];

    public async Task<T> WaitAsync(Func<T, bool> predicate, Func<IEnumerable<T>> present, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(predicate);
        lock (_lock)
        {
            _waiting.Add(waiter);
        }

        try
        {
            // Looked at after it waits: what comes in between is offered, and nothing is missed.
            foreach (var item in present())
            {
                waiter.Offer(item);
            }

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
        Waiter[] waiting;
        lock (_lock)
        {
            waiting = [.. _waiting];
        }

        foreach (var waiter in waiting)
        {
            waiter.Offer(item);
        }
    }

    private sealed class Waiter(Func<T, bool> predicate)
    {
        private readonly TaskCompletionSource<T> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Found => _found.Task;

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
                // The test's own mistake, told to the test and not to the function that logs.
                _found.TrySetException(e);
            }
        }
    }
}
