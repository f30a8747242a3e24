namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A <see cref="Desk"/> for all tests of a class that only read from it.</summary>
public sealed class PlayedDesk : IAsyncLifetime
{
    internal Site Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await Desk.PlayedAsync();

    public async Task DisposeAsync() => await Site.DisposeAsync();
}
