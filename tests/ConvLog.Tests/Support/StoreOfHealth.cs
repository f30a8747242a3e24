using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store that only reports its health, as set by the test.</summary>
internal sealed class StoreOfHealth(Func<CancellationToken, ValueTask<StoreHealth>> check) : WriteOnlyStore
{
    private int _checks;

    /// <summary>A store that blocks the caller's thread, regardless of the token, until the test releases it.</summary>
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
