using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Access;

/// <summary>
/// Writes to the access log. Only one transaction at a time can extend the chain, and each waits for the server's disk, so accesses that arrive in the meantime
/// are written together by the next. Thread-safe.
/// </summary>
/// <param name="database">The data.</param>
internal sealed class AccessAppends(Database database)
{
    private readonly Lock _lock = new();
    private List<(IReadOnlyList<AccessRecord> Accesses, TaskCompletionSource Written)> _waiting = [];
    private bool _isWriting;

    /// <summary>Writes accesses; when it returns, they are on the server's disk.</summary>
    /// <param name="accesses">The accesses.</param>
    /// <param name="cancellationToken">A token to cancel the wait; the accesses may be written anyway.</param>
    public Task WriteAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((accesses, written));
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAllAsync, CancellationToken.None); // Completes each task and throws no exceptions.
            }
        }

        return written.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } some)
        {
            try
            {
                IReadOnlyList<AccessRecord> accesses = some.Count == 1 ? some[0].Accesses : [.. some.SelectMany(static one => one.Accesses)];
                await database.WriteAsync((session, token) => AccessRows.WriteAsync(session, accesses, token), CancellationToken.None).ConfigureAwait(false);
                some.ForEach(static one => one.Written.SetResult());
            }
            catch (Exception e)
            {
                some.ForEach(one => one.Written.SetException(e));
            }
        }
    }

    private List<(IReadOnlyList<AccessRecord> Accesses, TaskCompletionSource Written)> Take()
    {
        lock (_lock)
        {
            var some = _waiting;
            _waiting = [];
            _isWriting = some.Count > 0;
            return some;
        }
    }
}
