namespace ConvLog.Openings;

/// <summary>
/// The scopes of a container that resolved a conversation which they do not own. Each disposes it once, which must not end it. Safe to use from any thread.
/// </summary>
internal sealed class BorrowingScopes
{
    private readonly Lock _lock = new();
    private List<IServiceProvider>? _scopes; // Few conversations have any.

    public void Add(IServiceProvider scope)
    {
        lock (_lock)
        {
            (_scopes ??= []).Add(scope);
        }
    }

    /// <summary>Whether one of them disposes the conversation now; it is removed.</summary>
    public bool TryRemoveDisposed()
    {
        lock (_lock)
        {
            int index = _scopes?.FindIndex(IsDisposed) ?? -1;
            if (index < 0)
            {
                return false;
            }

            _scopes!.RemoveAt(index);
            return true;
        }
    }

    // A container's scope counts as disposed before it disposes the services it created.
    private static bool IsDisposed(IServiceProvider scope)
    {
        try
        {
            scope.GetService(typeof(IServiceProvider));
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
