using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// The hosts shared by tests of a class that leave no observable changes: one for each setup, started by the first test that needs it. Starting a host costs
/// much more than a request.
/// </summary>
public sealed class SharedSites : IAsyncLifetime
{
    private readonly Dictionary<string, Site> _sites = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The host with this setup. Its visitor is reset to this machine.</summary>
    /// <param name="start">Starts the host: a method, or a lambda without captures, because its text alone identifies the host.</param>
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
