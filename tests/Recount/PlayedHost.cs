
namespace ConvLog.Tests.Recount;

/// <summary>A host that is started once for all tests of a class.</summary>
public abstract class PlayedHost : IAsyncLifetime
{
    public RecountHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RecountHost.StartAsync(
        UseStore, IsShared, Amount.Of("CONVLOG_RECOUNTED", usual: 150, InCi, inLongCampaign: 2_000));

    /// <summary>Counts completed days if the store precomputes counts.</summary>
    public virtual ValueTask CountDaysAsync() => ValueTask.CompletedTask;

    public virtual async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Whether several hosts can share the store.</summary>
    protected virtual bool IsShared => true;

    /// <summary>
    /// The number of conversations in CI: more than a page of the API. Each store counts 2,000 in the long campaign; SQLite, the fastest, in CI as well.
    /// </summary>
    protected virtual int InCi => 700;

    /// <summary>Configures the store, which is the same each time.</summary>
    /// <param name="options">The host's options.</param>
    protected abstract void UseStore(ConvLogOptions options);
}
