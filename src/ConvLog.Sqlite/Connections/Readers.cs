using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Connections;

/// <summary>The connections for reading: one for each read in progress, and a few idle ones. Any thread.</summary>
/// <param name="open">Opens a connection; null if the file must be prepared first.</param>
internal sealed class Readers(Func<Session?> open)
{
    private const int MostIdle = 8;

    // Not a Lock: it is waited on.
    private readonly object _state = new();
    private readonly Stack<Session> _idle = [];
    private int _busy;
    private bool _isClosed;

    /// <summary>Lends a connection, to be returned by <see cref="Return"/> or <see cref="Drop"/>.</summary>
    /// <returns>Null if none is idle, and the file must be prepared before one is opened.</returns>
    public Session? Rent()
    {
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteConversationStore));
            _busy++;
            if (_idle.TryPop(out var idle))
            {
                return idle;
            }
        }

        Session? opened = null;
        try
        {
            return opened = open();
        }
        finally
        {
            if (opened is null)
            {
                Release();
            }
        }
    }

    /// <summary>Returns a connection that still works.</summary>
    public void Return(Session session)
    {
        lock (_state)
        {
            if (!_isClosed && _idle.Count < MostIdle)
            {
                _idle.Push(session);
                Release();
                return;
            }
        }

        Drop(session);
    }

    /// <summary>Returns a connection that failed, and closes it.</summary>
    public void Drop(Session session)
    {
        session.Dispose();
        Release();
    }

    /// <summary>Stops counting a connection that the caller continues to use.</summary>
    public void Release()
    {
        lock (_state)
        {
            _busy--;
            Monitor.PulseAll(_state);
        }
    }

    /// <summary>Closes the idle connections, and waits for the others to be returned.</summary>
    /// <returns>Whether all are closed.</returns>
    public bool Drain(TimeSpan wait)
    {
        long begun = Environment.TickCount64;
        lock (_state)
        {
            while (true)
            {
                CloseIdle();
                long left = (long)wait.TotalMilliseconds - (Environment.TickCount64 - begun);
                if (_busy == 0 || left <= 0)
                {
                    return _busy == 0;
                }

                Monitor.Wait(_state, (int)left);
            }
        }
    }

    /// <summary>Does the same, and lends no more.</summary>
    public void Close(TimeSpan wait)
    {
        lock (_state)
        {
            _isClosed = true;
        }

        Drain(wait);
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var idle))
        {
            idle.Dispose();
        }
    }
}
