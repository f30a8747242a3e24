using System.Net;
using ConvLog.Sqlite;
using ConvLog.Storage;
using WebConsole.Options;
using WebConsole.Tests.Support;
using WebConsole.Web;

namespace WebConsole.Tests;

/// <summary>The endpoint <c>/healthz</c> for probes.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_health_probe_without_a_key_gets_one_word()
    {
        await using var store = new SqliteConversationStore(Path.Combine(_folder.Path, "conversations.db"), new SqliteStoreOptions { LowDiskSpace = 0 });

        (await ProbeAsync(store)).Should().Be((HttpStatusCode.OK, "text/plain", "Healthy"));
    }

    [Fact]
    public async Task An_unusable_store_returns_503_without_details()
    {
        await using var store = new SqliteConversationStore(Path.Combine(_folder.Path, "missing", "conversations.db"));

        (await ProbeAsync(store)).Should().Be((HttpStatusCode.ServiceUnavailable, "text/plain", "Unhealthy"));
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> ProbeAsync(IConversationStore store)
    {
        await using var site = ConsoleSite.Build([LoopbackUrl.Parse("http://127.0.0.1:0")], store, TimeProvider.System);
        await site.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(site.Urls.Single() + "/healthz"));
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}
