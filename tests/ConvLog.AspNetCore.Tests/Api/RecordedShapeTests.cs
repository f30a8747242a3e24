using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api;

/// <summary>Compares each place of the recorded responses: ours has every recorded place with the same types and formats.</summary>
public sealed class RecordedShapeTests
{
    // Values that ConvLog does not have are null, as in other recordings.
    private static readonly string[] s_unknown =
    [
        "$.audioUrl", "$.deploymentId", "$.polyScore", "$.shortSummary", "$.functionEvents.*[].utterance", "$.turns[].metadata.function_events[].utterance",
    ];

    // Inside these values: empty lists, and the provider of a filter inside "safety".
    private static readonly string[] s_notOurs =
    [
        "$.shortSummary.content", "$.shortSummary.heading", "$.turns[].metadata.safety.filters_triggered.provider", "$.turns[].metadata.retrieved_topics[]",
        "$.turns[].metadata.top_transcripts[]", "$.turns[].metadata.top_transcripts[].intents", "$.turns[].metadata.top_transcripts[].text",
    ];

    [SharedDataFact]
    public async Task The_list_has_the_recorded_shape()
    {
        await using var site = await PlayedAsync();

        var ours = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations", Site.PiiKey)).Json;

        Differences(Recording("recorded_list.json"), ours).Should().BeEmpty();
    }

    [SharedDataFact]
    public async Task One_conversation_has_the_recorded_shape()
    {
        await using var site = await PlayedAsync();

        var ours = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations/conv-42", Site.PiiKey)).Json;

        Differences(Recording("recorded_get.json"), ours).Should().BeEmpty();
    }

    [SharedDataFact]
    public async Task With_documented_members_only_nothing_is_added_to_the_recorded_shape()
    {
        await using var site = await PlayedAsync(static options => options.CompatibleMembersOnly = true);
        foreach (var (file, path) in ((string, string)[])[("recorded_list.json", "/v1/agents/bookings/conversations"),
            ("recorded_get.json", "/v1/agents/bookings/conversations/conv-42")])
        {
            var recorded = Recording(file);
            var ours = (await site.GetWithKeyAsync(path, Site.PiiKey)).Json;

            Differences(recorded, ours).Should().BeEmpty();
            JsonShape.Of(ours).Keys.Except(JsonShape.Of(recorded).Keys, StringComparer.Ordinal)
                .Where(static place => !IsOfAMap(place) && !place.Contains(".logs.", StringComparison.Ordinal)).Should().BeEmpty();
        }

        var logs = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations/conv-42", Site.PiiKey)).Json.GetProperty("functionEvents")
            .GetProperty("1")[0].GetProperty("logs");
        logs.EnumerateObject().Select(static part => part.Name).Should().Equal("conversation_logger");
    }

    [Fact]
    public async Task Logs_and_API_responses_are_listed_under_their_function_event_in_the_documented_shape()
    {
        await using var site = await PlayedAsync();

        var events = (await site.GetWithKeyAsync("/v1/agents/bookings/conversations/conv-42", Site.PiiKey)).Json.GetProperty("functionEvents");

        events.EnumerateObject().Select(static turn => turn.Name).Should().Equal("1", "2", "3");
        events.GetProperty("3")[0].GetProperty("logs").ValueKind.Should().Be(JsonValueKind.Null);
        var logs = events.GetProperty("1")[0].GetProperty("logs");
        logs.EnumerateObject().Select(static part => part.Name).Should().Equal("conversation_logger", "api_responses");
        logs.GetProperty("conversation_logger")[0].GetRawText().Should().Be(
            """{"level":"info","content":"Saved","is_pii":false,"timestamp":"2025-01-01T10:00:01Z","logger":"conversation_logger","missing_fields":[],"attempt":2}""");
        logs.GetProperty("api_responses")[0].GetRawText().Should().Be(
            """{"method":"POST","url":"https://crm.example/contacts","status_code":409,"elapsed_ms":12,"error_body":"taken","is_pii":false,"timestamp":"2025-01-01T10:00:01Z","fields":{}}""");
    }

    private static async Task<Site> PlayedAsync(Action<ConvLogConsoleOptions>? configure = null)
    {
        var site = await Site.WithKeysAsync(configure);
        var info = new ConversationInfo("conv-42")
        {
            AgentId = "bookings",
            AccountId = "PLATFORM",
            ProjectId = "pacden",
            Channel = "VOICE-SIP",
            Language = "en-US",
            VariantId = "PDS Test Office",
            FromNumber = "+440000000001",
            ToNumber = "+440000000002",
            Direction = ConversationDirection.Inbound,
        };
        await using var conv = site.Open(info);
        foreach (string said in new[] { "Hello", "One two three" })
        {
            using var turn = conv.BeginTurn(said);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            using (var call = conv.BeginFunction("save_phone", "call_7", new { phone_number = "5550100000" }))
            {
                conv.Log.Info("Saved", ("missing_fields", Array.Empty<string>()), ("attempt", 2));
                conv.LogApiResponse("POST", "https://crm.example/contacts", 409, TimeSpan.FromMilliseconds(12), "taken");
                conv.SetState("handoff_reason", "FAIL");
                site.Clock.Advance(TimeSpan.FromSeconds(1));
                conv.HandOff("Example Clinic", "FAIL");
            }

            turn.Complete("One moment.", new ModelUsage("gpt-x", 10, 2));
        }

        conv.Log.Info("Between turns");
        using (var turn = conv.BeginTurn("Never mind"))
        {
            conv.Log.Info("In a turn");
            conv.BeginFunction("start_function").Dispose();
            turn.Complete("As you wish.");
        }

        conv.WriteMetric("CALL_DURATION", "73");
        return site;
    }

    private static JsonElement Recording(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.PathOf("contracts", "polyai", file)));
        return document.RootElement.Clone();
    }

    private static List<string> Differences(JsonElement recorded, JsonElement ours)
    {
        var there = JsonShape.Of(recorded);
        var here = JsonShape.Of(ours);
        List<string> differences = [];
        foreach (var (path, types) in there.Where(static place => !s_notOurs.Contains(place.Key, StringComparer.Ordinal) && !IsOfAMap(place.Key)))
        {
            if (!here.TryGetValue(path, out var ourTypes))
            {
                differences.Add($"{path} is missing");
                continue;
            }

            bool isUnknown = types.SetEquals(["null"]) || s_unknown.Contains(path, StringComparer.Ordinal);
            differences.AddRange(ourTypes.Where(type => !types.Contains(type) && !(isUnknown && type is "null") && !types.SetEquals(["null"]))
                .Select(type => $"{path} is {type}, recorded as {string.Join(" or ", types)}"));
            differences.AddRange(types.Where(type => !isUnknown && type is not "null" && !ourTypes.Contains(type)).Select(type => $"{path} is never {type}"));
        }

        return differences;
    }

    // Arguments and state changes of the recorded functions have their own keys.
    private static bool IsOfAMap(string path) => path.Contains(".arguments.*", StringComparison.Ordinal) || path.Contains(".added.*", StringComparison.Ordinal)
        || path.Contains(".updated.*", StringComparison.Ordinal);
}
