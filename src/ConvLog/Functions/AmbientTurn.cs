namespace ConvLog.Functions;

/// <summary>
/// A turn as function events' flows hold it, for what they log after their event has ended. Once the turn has ended too, what was logged in it is not kept for
/// that: where nobody else holds the turn any more, late entries belong to a copy of it without entries.
/// </summary>
/// <param name="turn">The turn, open.</param>
internal sealed class AmbientTurn(Turn turn)
{
    private readonly Lock _lock = new();
    private WeakReference<Turn>? _ended;
    private Turn? _copy;
    private volatile Turn? _open = turn;

    public Turn Turn
    {
        get
        {
            if (_open is { } open)
            {
                return open;
            }

            lock (_lock)
            {
                if (!_ended!.TryGetTarget(out var known))
                {
                    // Of the copy that is kept a copy: late entries are let go of as well.
                    known = _copy!.WithoutEntries();
                    _ended.SetTarget(known);
                }

                return known;
            }
        }
    }

    public void End()
    {
        lock (_lock)
        {
            if (_open is not { } ended)
            {
                return;
            }

            _copy = ended.WithoutEntries();
            _ended = new WeakReference<Turn>(ended);
            _open = null;
        }
    }
}
