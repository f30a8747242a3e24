using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store that only says how it is, as a test tells it to.</summary>
internal sealed class StoreOfHealth(Func<CancellationToken, ValueTask<StoreHealth>> check) : WriteOnlyStore
{
    private int _checks;

    /// <summary>A store that hangs on the caller's thread, whatever token it is given, until the test lets it go.</summary>
    public static StoreOfHealth Hanging(ManualResetEventSlim hold) => new(_ =>
    {
        hold.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
        return new(new StoreHealth([]));
    });

    public int Checks => Volatile.Read(ref _checks);

    public override ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _checks);
        return check(cancellationToken);
    }
}
