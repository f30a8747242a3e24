
namespace ConvLog.Tests.Recount;

/// <summary>A host that is started once for all tests of a class.</summary>
public abstract class PlayedHost : IAsyncLifetime
{
    public RecountHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RecountHost.StartAsync(UseStore, IsShared);

    /// <summary>Counts completed days if the store precomputes counts.</summary>
    public virtual ValueTask CountDaysAsync() => ValueTask.CompletedTask;

    public virtual async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Whether several hosts can share the store.</summary>
    protected virtual bool IsShared => true;

    /// <summary>Configures the store, which is the same each time.</summary>
    /// <param name="options">The host's options.</param>
    protected abstract void UseStore(ConvLogOptions options);
}
