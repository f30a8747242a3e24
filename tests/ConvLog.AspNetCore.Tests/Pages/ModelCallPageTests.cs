using System.Text.RegularExpressions;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>The model calls of a turn on the review page.</summary>
public sealed class ModelCallPageTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task A_turn_with_model_calls_has_a_waterfall_in_time_order()
    {
        var site = await sites.GetAsync(static () => BookingAsync());
        var (asks, find, answers) = await PartsAsync(site);

        string body = (await site.GetWithKeyAsync(Path)).Body;

        Positions(body, $"id=\"m-{asks.Id}\"", $"id=\"f-{find.Id}\"", $"<a href=\"#e-{find.ApiResponses[0].Id:N}\">", $"id=\"m-{answers.Id}\"").Should()
            .BeInAscendingOrder();
        body.Should().ContainAll(
            "2 model calls",
            "<title>From 0.00 s to 0.30 s of 1.00 s, on the critical path</title>",
            "<title>From 0.50 s to 1.00 s of 1.00 s, first token after 200 ms, on the critical path</title>",
            "calls <code><bdi>find_table</bdi></code>",
            "<b>80 %</b> in the model",
            "<b>20 %</b> of the turn in functions");
    }

    [Fact]
    public async Task A_model_call_shows_its_parameters_usage_and_finish_reason()
    {
        var site = await sites.GetAsync(static () => BookingAsync());

        string body = (await site.GetWithKeyAsync(Path)).Body;

        (string Key, string Value)[] chips =
        [
            ("provider", "example"), ("temperature", "0.2"), ("max_output_tokens", "400"), ("response_format", "json_schema"),
            ("finish_reason", "tool_calls"), ("finish_reason", "stop"), ("response_id", "resp_1"), ("first_token", "200 ms"), ("chunks", "2"),
        ];
        foreach (var (key, value) in chips)
        {
            string chip = $"<span class=\"key\">{key}</span><span class=\"[^\"]*\"><bdi>{value}</bdi>";
            Regex.IsMatch(body, chip, RegexOptions.None, TimeSpan.FromSeconds(1)).Should().BeTrue($"{key} is {value}");
        }

        body.Should().ContainAll(
            "Tools offered", "<bdi>book_table</bdi>", "352 tokens", "$0.0012", "310 input, 42 output", "380 input (256 cached), 12 output (5 reasoning)",
            "$0.0003");
        body.Should().ContainAll("744 tokens", "$0.0015", "<dt>Model calls</dt><dd>2</dd>");
    }

    // Regression: the model names were not separated.
    [Fact]
    public async Task Each_model_of_a_conversation_is_listed_once()
    {
        var site = await sites.GetAsync(static () => BookingAsync());

        string body = (await site.GetWithKeyAsync(Path)).Body;

        var models = Regex.Match(body, "<dt>Models</dt><dd>(?<names>.*?)</dd>", RegexOptions.None, TimeSpan.FromSeconds(1));
        Regex.Replace(models.Groups["names"].Value, "<[^>]+>", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be("gpt-x, gpt-x-mini");
    }

    [Fact]
    public async Task A_function_call_and_its_model_call_link_to_each_other()
    {
        var site = await sites.GetAsync(static () => BookingAsync());
        var (asks, find, answers) = await PartsAsync(site);

        string body = (await site.GetWithKeyAsync(Path)).Body;

        string card = body[body.IndexOf($"id=\"f-{find.Id}\"", StringComparison.Ordinal)..];
        card.Should().Contain($"<span class=\"label\">Model call</span><a class=\"link\" href=\"#m-{asks.Id}\"><code><bdi>gpt-x</bdi></code></a>");
        PanelOf(body, asks).Should().Contain($"<a class=\"link\" href=\"#f-{find.Id}\"><code><bdi>find_table</bdi></code></a>").And.Contain("call_1");
        PanelOf(body, answers).Should().Contain($"<a class=\"link\" href=\"#f-{find.Id}\"><code><bdi>find_table</bdi></code></a>", "it reads the result");
    }

    [Fact]
    public async Task New_messages_of_a_request_are_shown_and_earlier_ones_are_folded_and_linked()
    {
        var site = await sites.GetAsync(static () => BookingAsync());
        var (asks, _, answers) = await PartsAsync(site);

        string body = (await site.RevealAsync(Path)).Body;

        PanelOf(body, asks).Should().NotContain("earlier message").And.NotContain("New in this model call");
        string panel = PanelOf(body, answers);
        string[] inOrder =
            ["3 earlier messages", Booking.Prompt, $"<bdi>{Booking.Said}</bdi>", "New in this model call", $"<bdi>{Booking.Found}</bdi>", "At 20:00."];
        Positions(panel, inOrder).Should().BeInAscendingOrder().And.OnlyContain(static at => at >= 0);
        Regex.Count(panel, $"<a class=\"turn-link\" href=\"#m-{asks.Id}\">turn 1</a>", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be(3);
    }

    [Fact]
    public async Task Personal_data_of_messages_requires_the_permission()
    {
        const string error = "No capacity for Grace Hopper";
        await using var site = await BookingAsync(static conv =>
        {
            using var turn = conv.BeginTurn(MaskedText.Mask("I am Grace Hopper", (5, 12)));
            using var call = turn.BeginModelCall("gpt-x");
            call.AddRequest(ModelMessage.User(MaskedText.Mask("I am Grace Hopper", (5, 12))));
            call.Fail(new InvalidOperationException(error), ModelMessage.Assistant(MaskedText.Mask("Welcome back, Grace Hopper", (14, 12))));
        });

        string plain = (await site.GetWithKeyAsync(Path)).Body;
        string hidden = (await site.GetWithKeyAsync(Path, Site.PiiKey)).Body;
        string revealed = (await site.RevealAsync(Path)).Body;

        string[] personal = [Booking.Prompt, Booking.Found, "Ada Lovelace", "Grace Hopper", error];
        foreach (string text in personal)
        {
            plain.Should().NotContain(text);
            hidden.Should().NotContain(text, "nothing is revealed yet");
            revealed.Should().Contain(text);
        }

        plain.Should().Contain("<bdi>[redacted]</bdi>").And.Contain("Personal data hidden").And.Contain("System.InvalidOperationException");
        hidden.Should().Contain("title=\"Reveal personal data\"");
    }

    [Theory]
    [InlineData("fail", "Failed")]
    [InlineData("leave", "Abandoned")]
    public async Task A_failed_model_call_is_expanded_and_is_one_of_the_problems(string how, string shown)
    {
        await using var site = await Site.WithKeysAsync();
        string id;
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conv.BeginTurn("Hello");
            conv.Log.Error("before");
            var call = turn.BeginModelCall("gpt-x");
            id = call.Id;
            if (how is not "leave")
            {
                call.Fail(new InvalidOperationException("No."));
            }
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;

        body.Should().ContainAll(
            $"<li class=\"row model {shown.ToLowerInvariant()} selected\">",
            $"<details id=\"m-{id}\" open>",
            $"<span class=\"chip {shown.ToLowerInvariant()}\">{shown}</span>",
            $"href=\"#m-{id}\" title=\"First problem\" data-key=\".\"",
            $"href=\"#m-{id}\" title=\"Previous problem\" data-key=\",\"",
            "1 model call failed or abandoned",
            "<section class=\"turn bad\"");
        PanelOf(body, id).Should().Contain("title=\"Next problem\" data-key=\".\"");
    }

    [Fact]
    public async Task A_running_model_call_shows_its_start_time()
    {
        await using var site = await Site.StartAsync();
        var conv = site.Open(new ConversationInfo("conv-42"));
        conv.BeginTurn("Hello").BeginModelCall("gpt-x").AddRequest(ModelMessage.User("Hello"));
        site.Clock.Pass(700);
        await conv.FlushAsync();

        string body = (await site.GetAsync(Path)).Body;

        body.Should().ContainAll("<li class=\"row model running\">", "<span class=\"hidden\">Running for </span>700 ms", "No messages yet");
        body.Should().NotContain("title=\"First problem\"");
        await conv.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_with_only_total_usage_shows_it_without_a_model_call()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conv.BeginTurn("Hello");
            using (conv.BeginFunction("save_guest"))
            {
                site.Clock.Pass(400);
            }

            turn.Complete("Hi.", new ModelUsage("gpt-x", 310, 42, 0.0016m));
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;

        body.Should().ContainAll("<span class=\"usage\" title=\"310 input, 42 output\">352 tokens</span><span class=\"usage\">$0.0016</span>",
            "<details class=\"diagnosis\" open>", "<title>From 0.00 s to 0.40 s of 0.40 s</title>");
        body.Should().NotContainAny("odel call", "id=\"l-models\"");
    }

    [Fact]
    public async Task Unknown_token_counts_are_not_shown_as_zero()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            Answer(conv, new ModelUsage("gpt-x") { TotalTokens = 150 });
            Answer(conv, new ModelUsage("gpt-x", null, 42) { CacheWriteInputTokens = 7 });
            Answer(conv, new ModelUsage("gpt-x", cost: 0.5m));
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;

        body.Should().ContainAll("title=\"150 in total\">150 tokens</span>", "title=\"42 output\">42 output tokens</span>", "<span>Tokens not known</span>",
            "<dt>Tokens</dt><dd>192</dd>", "<dt>Input, output</dt><dd>– in, 42 out</dd>", "<dt>Written to cache</dt><dd>7</dd>");
        body.Should().NotContainAny(">0 tokens", "0 input", "0 in,", "% of the tokens are input");
    }

    [Fact]
    public async Task A_cached_model_call_is_labelled()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            Answer(conv, new ModelUsage("gpt-x", 310, 42), isCached: true);
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;
        string json = (await site.GetWithKeyAsync("/convlog/v1/conversations/conv-42")).Body;

        body.Should().ContainAll(">from a cache</span>", "<span>None: the answer is from a cache</span>").And.NotContainAny("352", "<dt>Tokens</dt>");
        json.Should().ContainAll("\"cached\":true", "\"total_tokens\":0").And.NotContain("\"input_tokens\"");
    }

    [Fact]
    public async Task An_embeddings_call_is_labelled()
    {
        await using var site = await Site.WithKeysAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-42")))
        {
            using var turn = conv.BeginTurn("Hello");
            Ask(turn, ModelCallKind.Chat, "When?", site.Clock);
            Ask(turn, ModelCallKind.Embeddings, new MaskedText("Jane's question"), site.Clock);
            Ask(turn, ModelCallKind.Chat, "When?", site.Clock);
        }

        string body = (await site.GetWithKeyAsync(Path)).Body;
        string json = (await site.GetWithKeyAsync("/convlog/v1/conversations/conv-42")).Body;

        body.Should().Contain("<span class=\"chip\">Embeddings</span>").And.Contain("1 earlier message<").And.NotContain("Jane");
        System.Text.RegularExpressions.Regex.Count(json, "\"kind\":").Should().Be(1, "a chat's call does not say it");
        json.Should().Contain("\"kind\":\"embeddings\"").And.NotContain("Jane");
    }

    [Fact]
    public async Task A_conversation_without_model_calls_keeps_the_setting_of_their_layer()
    {
        await using var site = await BookingAsync();
        await site.PlayAsync(new ConversationInfo("conv-43"));

        (await site.GetWithKeyAsync(Path)).Body.Should().Contain("id=\"l-models\"");
        (await site.GetWithKeyAsync("/convlog/conversations/conv-43")).Body.Should()
            .Contain("<input type=\"hidden\" name=\"layer\" value=\"models\">").And.NotContain("id=\"l-models\"");
    }

    private static void Ask(Turn turn, ModelCallKind kind, MaskedText text, ManualClock clock)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        using var call = turn.BeginModelCall("model-x", kind: kind);
        call.AddRequest(ModelMessage.User(text));
    }

    private static void Answer(Conversation conv, ModelUsage usage, bool isCached = false)
    {
        using var turn = conv.BeginTurn("Hello");
        var call = turn.BeginModelCall("gpt-x");
        call.IsCached = isCached;
        call.Complete(ModelMessage.Assistant("Hi."), usage);
        turn.Complete("Hi.");
    }

    private static async Task<Site> BookingAsync(Action<Conversation>? after = null)
    {
        var site = await Site.WithKeysAsync();
        await using var conv = site.Open(new ConversationInfo("conv-42"));
        using (var turn = conv.BeginTurn(Booking.Said))
        {
            Booking.Play(conv, site.Clock);
            turn.Complete("At 20:00.");
        }

        after?.Invoke(conv);
        return site;
    }

    private static async Task<(ModelCallView Asks, FunctionEventView Find, ModelCallView Answers)> PartsAsync(Site site)
    {
        var turn = (await site.Reading.GetAsync(new ConvLog.Privacy.Reader("Test", canReadPii: true), "conv-42"))!.Turns[0];
        return (turn.ModelCalls[0], turn.FunctionEvents[0], turn.ModelCalls[1]);
    }

    private static string PanelOf(string body, ModelCallView call) => PanelOf(body, call.Id);

    // Up to the next row of the waterfall.
    private static string PanelOf(string body, string id)
    {
        string from = body[body.IndexOf($"<details id=\"m-{id}\"", StringComparison.Ordinal)..];
        int next = from.IndexOf("<li class=\"row ", StringComparison.Ordinal);
        return next < 0 ? from[..from.IndexOf("</section>", StringComparison.Ordinal)] : from[..next];
    }

    private static int[] Positions(string body, params string[] texts) => [.. texts.Select(text => body.IndexOf(text, StringComparison.Ordinal))];
}
