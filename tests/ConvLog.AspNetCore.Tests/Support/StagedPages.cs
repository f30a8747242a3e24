using ConvLog.AspNetCore.Tests.Access.Matrix;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that several hosts read at the same time, the paths of all pages, and the answers of a minimal host.</summary>
public sealed class StagedPages : IAsyncLifetime
{
    private const string Gone = "conv-gone";

    // Errors are HTML pages only for a browser.
    private static readonly (string, string)[] s_browser = [("X-API-KEY", Site.PiiKey), ("Accept", "text/html")];

    private Site? _plain;

    internal IConversationStore Store { get; } = new InMemoryConversationStore();

    /// <summary>The current time of the hosts.</summary>
    internal DateTimeOffset Now => _plain!.Clock.GetUtcNow();

    /// <summary>The answers of a minimal host to a GET of each page, of a missing page and of one that requires another method.</summary>
    internal IReadOnlyDictionary<string, Answer> Plain { get; private set; } = null!;

    /// <summary>The paths of pages that can reveal personal data.</summary>
    internal IReadOnlyList<string> Revealing { get; private set; } = null!;

    internal Site PlainSite => _plain!;

    public async Task InitializeAsync()
    {
        _plain = await HostOfPages.Minimal.StartAsync(Store, ManualClock.DefaultStart);
        await _plain.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings", UserId = "user-7", FromNumber = "+15550100" },
            conv =>
            {
                Booking.Play(conv, _plain.Clock);
                using var call = conv.BeginFunction("save_guest");
                conv.Log.Warning("Captured <b>&", LogField.Pii("user_phone", "+15550100"), ("ratio", -0.5), ("count", -1_234_567));
                call.Fail(new InvalidOperationException("taken"));
            });
        await _plain.PlayAsync(new ConversationInfo(Gone) { AgentId = "bookings" });
        _plain.Clock.Advance(TimeSpan.FromDays(12));
        await EvaluatedAsync(_plain);
        string receipt = (await _plain.Erasure.EraseConversationAsync(Gone, "test")).Id.ToString("D");
        await _plain.Erasure.PlaceHoldAsync("conv-42", "test");
        string pseudonym = (await _plain.Reading.GetSummaryAsync(new Reader("test", canReadPii: false), "conv-42"))!.UserPseudonym!;

        string Filled(RouteRow row) => row.Path.Replace("{receipt}", receipt, StringComparison.Ordinal)
            .Replace("{pseudonym}", pseudonym, StringComparison.Ordinal)
            .Replace("{stylesheet}", $"/convlog/assets/{AspNetCore.Assets.ConsoleAssets.StyleSheet.FileName}", StringComparison.Ordinal);

        var pages = Access.Matrix.Routes.All.Where(static row => row.Kind is RouteKind.Page or RouteKind.Open).ToList();
        Revealing = [.. pages.Where(static row => row.Form is [("reveal", _)]).Select(Filled)];
        var plain = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (string path in pages.Where(static row => row.Method is "GET").Select(Filled).Concat(["/convlog/nothing", "/convlog/sign-out"]))
        {
            plain[path] = await _plain.GetAsync(path, s_browser);
        }

        Plain = plain;
    }

    public async Task DisposeAsync() => await _plain!.DisposeAsync();

    internal async Task<Site> StartAsync(HostOfPages host, Action<ConvLogConsoleOptions>? configure = null)
    {
        var site = await host.StartAsync(Store, Now, configure);
        await EvaluatedAsync(site);
        return site;
    }

    /// <summary>Compares the answers of a host to a GET of each page.</summary>
    internal Task ShouldAnswerAlikeAsync(Site site) => EachCase.HoldsAsync(Plain.Keys,
        async path => ShouldBeAlike(await site.GetAsync(path, s_browser), Plain[path]));

    internal static void ShouldBeAlike(Answer answer, Answer expected)
    {
        answer.Status.Should().Be(expected.Status);
        // A whole page is too long for a message.
        int at = answer.Body.AsSpan().CommonPrefixLength(expected.Body);
        Near(answer.Body, at).Should().Be(Near(expected.Body, at), "this is where the pages differ first, of {0} and {1} characters",
            answer.Body.Length, expected.Body.Length);
        answer.Headers.Should().Equal(expected.Headers);
    }

    // The alerts page shows the latest results. Rules are evaluated in the background once per period of the clock, which may fall between two requests.
    private static Task EvaluatedAsync(Site site) => Waiting.UntilAsync(async () =>
    {
        var alerts = site.Services.GetRequiredService<ConversationAlerts>();
        await alerts.Work; // Two concurrent evaluations would look like a store that hangs.
        await alerts.EvaluateAsync(CancellationToken.None);
        return (await alerts.ReadAsync(new Reader("test", canReadPii: false)))
            .All(status => status.EvaluatedAt == site.Clock.GetUtcNow() && status.State != AlertState.Unknown)
            && alerts.Work.IsCompleted;
    });

    private static string Near(string body, int at) => body[Math.Max(0, at - 60)..Math.Min(body.Length, at + 60)];
}
