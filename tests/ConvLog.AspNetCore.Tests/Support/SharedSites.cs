using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// The hosts that tests of a class share, for those that leave nothing behind that another would notice: one for each way to arrange a host, started by the
/// first test that needs it. A host costs many times what a request to it does.
/// </summary>
public sealed class SharedSites : IAsyncLifetime
{
    private readonly Dictionary<string, Site> _sites = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A host that is arranged in this way; its visitor is on this machine again.</summary>
    /// <param name="start">Starts it: a method, or a lambda that captures nothing, because its text alone says which host it is.</param>
    /// <param name="arrangement">The text of <paramref name="start"/>.</param>
    internal async Task<Site> GetAsync(Func<Task<Site>> start, [CallerArgumentExpression(nameof(start))] string arrangement = "")
    {
        var captured = start.Target?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) ?? [];
        Assert.True(captured.Length == 0, $"\"{arrangement}\" captures something, so that its text does not say which host it starts.");
        if (!_sites.TryGetValue(arrangement, out var site))
        {
            site = await start();
            _sites.Add(arrangement, site);
        }

        site.Address = IPAddress.Loopback;
        return site;
    }

    public async Task DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await site.DisposeAsync();
        }
    }
}
