using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Problems in the API and the pages, for each kind of reader.</summary>
public sealed class ConversationFiltersProblemTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly TimeSpan s_elapsed = TimeSpan.FromMilliseconds(120);

    [Theory]
    [InlineData("has_problem=true", "turn function abandoned api entry loss", "hidden-api hidden-entry")]
    [InlineData("problem=turn", "turn", "")]
    [InlineData("problem=function", "function abandoned", "")]
    [InlineData("problem=model", "", "")]
    [InlineData("problem=api", "api", "hidden-api")]
    [InlineData("problem=entry", "entry", "hidden-entry")]
    [InlineData("problem=loss", "loss", "")]
    [InlineData("problem=turn&problem=api", "turn api", "hidden-api")]
    [InlineData("problem=turn,entry", "turn entry", "hidden-entry")]
    [InlineData("has_problem=false&agent=bookings", "fine interrupted", "")]
    [InlineData("has_interruption=true", "interrupted", "")]
    public async Task Conversations_are_filtered_by_kind_of_problem(string query, string seen, string hidden)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        Ids(await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}&limit=50")).Should()
            .BeEquivalentTo((query.Contains("false", StringComparison.Ordinal) ? seen + " hidden-api hidden-entry" : seen).Split(' ',
                StringSplitOptions.RemoveEmptyEntries));
        Ids(await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}&limit=50", Site.PiiKey)).Should()
            .BeEquivalentTo($"{seen} {hidden}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("problem=crash")]
    [InlineData("problem=turn&problem=")]
    [InlineData("problem=turn,Entry")]
    public async Task An_unknown_kind_is_refused_with_the_valid_kinds(string query)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var refused = await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}");

        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Json.GetProperty("field").GetString().Should().Be("problem");
        refused.Json.GetProperty("detail").GetString().Should().Contain("turn, function, model, api, entry, loss");
    }

    [Theory]
    [InlineData(Site.ReaderKey)]
    [InlineData(Site.PiiKey)]
    public async Task Each_figure_equals_the_length_of_its_linked_list(string key)
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var figures = (await site.GetWithKeyAsync("/convlog/v1/statistics/problems", key)).Json.GetProperty("problems");

        // Like all statistics, the figures include only conversations with a turn; one has none.
        figures.GetProperty("conversations").GetInt32().Should().Be(9);
        figures.GetProperty("with_problem").GetInt32().Should().Be(
            Ids(await site.GetWithKeyAsync("/convlog/v1/conversations?has_problem=true&turn_from=2020-01-01T00:00:00Z&limit=50", key)).Count());
        foreach (string kind in (string[])["turn", "function", "model", "api", "entry", "loss"])
        {
            figures.GetProperty(kind).GetInt32().Should().Be(
                Ids(await site.GetWithKeyAsync($"/convlog/v1/conversations?problem={kind}&turn_from=2020-01-01T00:00:00Z&limit=50", key)).Count(), kind);
        }

        var all = (await site.GetWithKeyAsync("/convlog/v1/statistics", key)).Json.GetProperty("problems");
        all.GetRawText().Should().Be(figures.GetRawText());
    }

    [Fact]
    public async Task Problems_are_counted_in_lists_and_by_user()
    {
        var site = await sites.GetAsync(static () => PlayedAsync());

        var api = (await site.GetWithKeyAsync("/convlog/v1/conversations?problem=api&limit=1")).Json.GetProperty("conversations")[0];
        var users = (await site.GetWithKeyAsync("/convlog/v1/users")).Json.GetProperty("users");
        var permitted = (await site.GetWithKeyAsync("/convlog/v1/users", Site.PiiKey)).Json.GetProperty("users");

        api.GetProperty("problems").GetRawText().Should().Be("""{"total":2,"turn":0,"function":0,"model":0,"api":2,"entry":0,"loss":0}""");
        users[0].GetProperty("problem_conversations").GetInt32().Should().Be(6);
        permitted[0].GetProperty("problem_conversations").GetInt32().Should().Be(8);
    }

    [Fact]
    public async Task Pages_mark_problems_and_link_to_them()
    {
        await using var site = await PlayedAsync(withKeys: false);

        string list = (await site.GetAsync("/convlog?problem=function&problem=loss&columns=problems")).Body;
        string insight = (await site.GetAsync("/convlog/insight")).Body;
        string users = (await site.GetAsync("/convlog/users")).Body;
        string api = (await site.GetAsync("/convlog/conversations/api")).Body;
        string interrupted = (await site.GetAsync("/convlog/conversations/interrupted")).Body;

        list.Should().Contain("conversations/function?columns=problems&amp;problem=function%2Closs")
            .And.Contain("title=\"1 function call failed or abandoned\"")
            .And.Contain("title=\"1 function call with lost entries\"").And.NotContain("conversations/entry");
        insight.Should().Contain("<dt>Conversations with problems</dt>").And.Contain("has_problem=true\">5</a>").And.Contain("55.6&#xA0;% of 9")
            .And.MatchRegex("<dt>Conversations</dt><dd><a [^>]*>9</a></dd>")
            .And.Contain("&amp;problem=function\">Function calls failed or abandoned</a></th><td class=\"number\" role=\"cell\">1</td>");
        users.Should().Contain("&amp;has_problem=true\">6</a>");
        api.Should().Contain("2<span class=\"label\"> problems</span>").And.Contain(">expected</span>");
        interrupted.Should().Contain(">Interrupted</span>").And.Contain("Your table is").And.Contain("310 input (200 cached), 42 output (12 reasoning)")
            .And.NotContain("problem-steps");
    }

    [Fact]
    public async Task A_review_counts_problems_as_the_list_does()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "both", static conv =>
        {
            using var call = conv.BeginFunction("talkative");
            conv.Log.Info("A long story", ("story", new string('x', 100_000)));
            call.Fail("It never ended.");
        });

        string review = (await site.GetAsync("/convlog/conversations/both")).Body;
        string list = (await site.GetAsync("/convlog?columns=problems")).Body;

        const string Kinds = "title=\"1 function call failed or abandoned, 1 function call with lost entries\"";
        review.Should().Contain("2<span class=\"label\"> problems</span>").And.Contain(Kinds);
        list.Should().Contain(Kinds);
    }

    private static async Task<Site> PlayedAsync(bool withKeys = true)
    {
        var site = withKeys ? await Site.WithKeysAsync() : await Site.StartAsync();
        await PlayAsync(site, "fine", static conv =>
        {
            conv.BeginFunction("look_up").Dispose();
            conv.Log.Warning("Slow");
            conv.LogApiResponse("GET", "https://crm.example/contacts/7", 404, s_elapsed, isExpected: true);
        });
        await PlayAsync(site, "turn", static conv =>
        {
            using var turn = conv.BeginTurn("And now?");
            turn.Fail(new TimeoutException("the model took too long"));
        });
        await PlayAsync(site, "function", static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            call.Fail(new InvalidOperationException());
        });
        await PlayAsync(site, "api", static conv =>
        {
            conv.LogApiResponse("GET", "https://crm.example/contacts", 503, s_elapsed);
            conv.LogApiResponse("GET", "https://crm.example/contacts", 0, s_elapsed);
            conv.LogApiResponse("GET", "https://crm.example/contacts/7", 409, s_elapsed, isExpected: true);
        });
        await PlayAsync(site, "hidden-api", static conv => conv.LogApiResponse("GET", "https://crm.example", 503, s_elapsed, isPii: true));
        await PlayAsync(site, "entry", static conv => conv.Log.Error("CRM upsert failed"));
        await PlayAsync(site, "hidden-entry", static conv => conv.Log.Error("Jane is unknown", isPii: true));
        await PlayAsync(site, "loss", static conv =>
        {
            using var call = conv.BeginFunction("talkative");
            conv.Log.Info("A long story", ("story", new string('x', 100_000)));
        });
        await PlayAsync(site, "interrupted", static conv =>
        {
            using var turn = conv.BeginTurn("A table for two");
            turn.Complete("Your table is booked for Friday at eight.", new ModelUsage("gpt-x", 310, 42) { CachedInputTokens = 200, ReasoningTokens = 12 });
            turn.Interrupt("Your table is");
        });

        // Its host has stopped: the call is abandoned as soon as the conversation counts as finished.
        var left = site.Open(new ConversationInfo("abandoned") { AgentId = "bookings", UserId = "ada@example.com" });
        left.BeginFunction("transfer");
        await left.FlushAsync();
        site.Clock.Advance(TimeSpan.FromHours(2));
        return site;
    }

    private static Task PlayAsync(Site site, string id, Action<Conversation> play)
        => site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", UserId = "ada@example.com" }, play);

    private static IEnumerable<string> Ids(Answer answer)
        => answer.Json.GetProperty("conversations").EnumerateArray().Select(static one => one.GetProperty("conversation_id").GetString()!);
}
