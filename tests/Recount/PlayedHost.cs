
namespace ConvLog.Tests.Recount;

/// <summary>A host that is started once for all tests of a class.</summary>
public abstract class PlayedHost : IAsyncLifetime
{
    public RecountHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RecountHost.StartAsync(UseStore);

    /// <summary>Counts the days that are over, where the store counts ahead.</summary>
    public virtual ValueTask CountDaysAsync() => ValueTask.CompletedTask;

    public virtual async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Chooses the store.</summary>
    /// <param name="options">The host's options.</param>
    protected abstract void UseStore(ConvLogOptions options);
}
