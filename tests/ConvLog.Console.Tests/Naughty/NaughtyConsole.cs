using System.Net;
using ConvLog.Storage;

namespace ConvLog.Console.Tests.Naughty;

/// <summary>The console with conversations in which every field contains strings that are known to break software.</summary>
public sealed class NaughtyConsole : ConsoleInBrowser
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { DefaultRequestHeaders = { { "X-API-KEY", PiiKey } } };

    protected override bool IsNeeded => base.IsNeeded && SharedFolder.Exists;

    /// <summary>The ID of the conversation with a batch of the strings.</summary>
    internal static string IdOf(int batch) => $"batch-{batch}";

    /// <summary>Requests an address exactly as written, which takes a fraction of the time of a browser.</summary>
    internal async Task<(HttpStatusCode Status, string Body)> GetAsync(string url)
    {
        using var response = await _http.GetAsync(new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public override async Task DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task StageAsync(IConversationStore store)
    {
        ManualClock clock = new(StagedConversations.Now - TimeSpan.FromHours(3));
        await using var sink = new StoreSink(store);
        for (int batch = 0; batch < NaughtyStrings.Played; batch++)
        {
            await new NaughtyConversation(sink, clock).PlayAsync(IdOf(batch), NaughtyStrings.Batch(batch));
        }

        foreach (string text in NaughtyStrings.All)
        {
            await PlayAsync(text, sink, clock);
        }

        (await sink.FlushAsync()).IsComplete.Should().BeTrue();
        await ((IHoldStore)store).PlaceHoldAsync(
            new LegalHold { ConversationId = IdOf(0), PlacedBy = NaughtyStrings.All[^1], PlacedAt = StagedConversations.Now, Reason = NaughtyStrings.All[^2] });
    }

    // For the lists: agent, user, channel, language and first message.
    private static async Task PlayAsync(string text, StoreSink sink, ManualClock clock)
    {
        clock.Pass(1_000);
        await using var conv = new Conversation(new ConversationInfo(text) { AgentId = text, UserId = text, Channel = text, Language = text }, sink,
            new ConversationOptions { TimeProvider = clock });
        using var turn = conv.BeginTurn(text);
        using (var call = conv.BeginFunction(text))
        {
            conv.Log.Error(text);
            call.Fail(text);
        }

        turn.Complete(text);
        conv.AddFeedback(FeedbackRating.Dislike, text);
    }
}
