using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A host on which a third-party client can call every operation, with a record of the called ones.</summary>
internal sealed class ClientSite : IAsyncDisposable
{
    /// <summary>The token count of a busy agent, which exceeds 32 bits.</summary>
    public const long Tokens = 3_000_000_000;

    /// <summary>The conversation with this count.</summary>
    public const string Id = "conv-busy";

    private ClientSite(Site site, CalledOperations called, string document)
    {
        Site = site;
        Called = called;
        Document = document;
    }

    public Site Site { get; }

    public CalledOperations Called { get; }

    /// <summary>The OpenAPI document.</summary>
    public string Document { get; }

    /// <summary>The operations of the document.</summary>
    public IReadOnlyList<string> Operations
    {
        get
        {
            using var document = JsonDocument.Parse(Document);
            return CalledOperations.Of(document.RootElement);
        }
    }

    public static async Task<ClientSite> StartAsync(bool onKestrel = true)
    {
        var called = new CalledOperations();
        var site = await Changes.SiteAsync(
            static options => options.Alerts.Rules.Add(new AlertRule { Name = "Bookings fail", Threshold = 0.1 }), onKestrel, before: called.Watch);
        await Canaries.PlayAsync(site);
        await using (var conv = site.Open(new ConversationInfo(Id) { AgentId = "bookings", Environment = ConversationEnvironment.PreRelease }))
        {
            using var turn = conv.BeginTurn("Book a table");
            conv.BeginFunction("save_guest").Dispose();
            turn.Complete("Done.", new ModelUsage("gpt-x", Tokens, 42));
        }

        return new ClientSite(site, called, (await site.GetWithKeyAsync("/openapi/v1.json")).Body);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
