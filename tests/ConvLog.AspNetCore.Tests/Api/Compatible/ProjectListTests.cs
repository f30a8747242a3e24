using System.Net;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

/// <summary>The newer list of the compatible API.</summary>
public sealed class ProjectListTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/v3/PLATFORM/pacden/conversations";

    [Fact]
    public async Task Conversations_of_a_project_are_returned_with_turns_in_the_documented_shape()
    {
        var site = await sites.GetAsync(static () => SiteAsync(1));

        var answer = await site.GetWithKeyAsync(Path, Site.PiiKey);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().Be(
            """{"conversations":[{"id":"conv-0","account_id":"PLATFORM","project_id":"pacden","environment":"live","started_at":"2025-01-01T10:00:00.000000+00:00","channel":"webchat","in_progress":false,"variant_id":"a","variant_name":"a","from_number":"+440000000001","to_number":"","num_turns":1,"total_duration":1,"polyai_duration":1,"handoff":false,"handoff_reason":"","handoff_destination":"","num_silences":0,"num_ood":0,"metrics":{"ONCE":"7","TWICE":["1","2"]},"state":{"slot":"evening"},"turns":[{"user_input":"Hello","user_input_dtmf":"","user_input_datetime":"2025-01-01T10:00:00.000000+00:00","agent_response":"Yes.","agent_response_datetime":"2025-01-01T10:00:01.000000+00:00","latency":1000,"translated_user_input":"","english_agent_response":"","intents":[],"entities":[],"is_ood":false,"is_silence":false}]}],"cursor":null}""");
    }

    [Fact]
    public async Task Without_the_permission_phone_numbers_and_variable_values_are_withheld()
    {
        var site = await sites.GetAsync(static () => SiteAsync(1));

        var conversation = (await site.GetWithKeyAsync(Path)).Json.GetProperty("conversations")[0];

        conversation.GetProperty("from_number").GetString().Should().Be("REDACTED");
        conversation.GetProperty("state").GetRawText().Should().Be("""{"slot":"REDACTED"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?channel=webchat&limit=2")]
    [InlineData("?limit=2&offset=1")]
    [InlineData("?limit=nonsense")]
    public async Task The_first_version_route_returns_the_same_as_the_newer_one(string query)
    {
        var site = await sites.GetAsync(static () => SiteAsync(5));
        (string, string)[] headers = [("X-API-KEY", Site.ReaderKey), ("X-PolyAI-Correlation-Id", "same")];

        var first = await site.GetAsync($"/v1/PLATFORM/pacden/conversations{query}", headers);
        var newer = await site.GetAsync(Path + query, headers);

        (first.Status, Uncursored(first.Body)).Should().Be((newer.Status, Uncursored(newer.Body)));
        (await site.GetAsync("/v1/agents/pacden/conversations", headers)).Json.TryGetProperty("count", out _).Should().BeTrue("that is the list of an agent");
        (await site.GetAsync("/v1/PLATFORM/pacden/conversations/conv-1", headers)).Status.Should().Be(HttpStatusCode.NotFound);

        static string Uncursored(string body) => body.Split("\"cursor\"")[0];
    }

    [Fact]
    public async Task Paging_by_cursor_or_offset_lists_each_conversation_once()
    {
        var site = await sites.GetAsync(static () => SiteAsync(5));

        (await AllAsync(site, "limit=2", byCursor: true)).Should().Equal("conv-4", "conv-3", "conv-2", "conv-1", "conv-0");
        (await AllAsync(site, "limit=2", byCursor: false)).Should().Equal("conv-4", "conv-3", "conv-2", "conv-1", "conv-0");
    }

    [Fact]
    public async Task Conversations_filtered_after_reading_are_listed_once_as_well()
    {
        var site = await sites.GetAsync(static () => SiteAsync(7));

        foreach (bool byCursor in new[] { true, false })
        {
            (await AllAsync(site, "limit=1&variant_id=b", byCursor)).Should().Equal("conv-5", "conv-3", "conv-1");
            (await AllAsync(site, "limit=2&channel[]=webchat&channel=voice", byCursor)).Should().Equal("conv-6", "conv-4", "conv-3", "conv-1", "conv-0");
        }

        Ids(await site.GetWithKeyAsync($"{Path}?variant_name=b&offset=1")).Should().Equal("conv-3", "conv-1");
        Ids(await site.GetWithKeyAsync($"{Path}?channel=sms")).Should().Equal("conv-5", "conv-2");
    }

    [Fact]
    public async Task Conversations_in_progress_are_distinguished_from_finished_ones()
    {
        await using var site = await SiteAsync(2);
        await using var running = site.Open(Info("conv-running"));
        using var turn = running.BeginTurn("Hello");
        await running.FlushAsync();

        Ids(await site.GetWithKeyAsync($"{Path}?in_progress=true")).Should().Equal("conv-running");
        Ids(await site.GetWithKeyAsync($"{Path}?in_progress=false")).Should().Equal("conv-1", "conv-0");
        Ids(await site.GetWithKeyAsync(Path)).Should().Equal("conv-running", "conv-1", "conv-0");
    }

    [Fact]
    public async Task Only_live_conversations_are_listed_by_default()
    {
        await using var site = await SiteAsync(1);
        await site.PlayAsync(new ConversationInfo("conv-tried") { AccountId = "PLATFORM", ProjectId = "pacden",
            Environment = ConversationEnvironment.Sandbox });

        Ids(await site.GetWithKeyAsync(Path)).Should().Equal("conv-0");
        Ids(await site.GetWithKeyAsync($"{Path}?client_env=sandbox")).Should().Equal("conv-tried");
    }

    [Fact]
    public async Task A_transcript_search_is_limited_to_a_time_range()
    {
        await using var site = await SiteAsync(2);
        await site.PlayAsync(Info("conv-found"), said: "I want a refund");

        Ids(await site.GetWithKeyAsync($"{Path}?query_type=transcript&query=refund")).Should().Equal("conv-found");
        Ids(await site.GetWithKeyAsync($"{Path}?end_time=2025-01-01T10:00:30Z")).Should().Equal("conv-0");
        Ids(await site.GetWithKeyAsync($"{Path}?start_time=2025-01-01T10:00:30Z&end_time=2025-01-01T10:02:00Z")).Should().Equal("conv-1");
    }

    [Fact]
    public async Task Another_account_or_project_lists_none_of_them()
    {
        var site = await sites.GetAsync(static () => SiteAsync(1));

        (await site.GetWithKeyAsync("/v3/PLATFORM/another/conversations")).Body.Should().Be("""{"conversations":[],"cursor":null}""");
        (await site.GetWithKeyAsync("/v3/another/pacden/conversations")).Body.Should().Be("""{"conversations":[],"cursor":null}""");
    }

    [Fact]
    public async Task A_cursor_takes_precedence_over_an_offset()
    {
        var site = await sites.GetAsync(static () => SiteAsync(3));
        string cursor = (await site.GetWithKeyAsync($"{Path}?limit=1")).Json.GetProperty("cursor").GetString()!;

        var answer = await site.GetWithKeyAsync($"{Path}?limit=1&offset=2&cursor={Uri.EscapeDataString(cursor)}");

        Ids(answer).Should().Equal("conv-1");
        answer.Json.TryGetProperty("next_offset", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=9223372036854775808", "offset")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=", "cursor")]
    [InlineData("client_env=moon", "client_env")]
    [InlineData("start_time=yesterday", "start_time")]
    [InlineData("end_time=2025-13-01", "end_time")]
    [InlineData("in_progress=maybe", "in_progress")]
    [InlineData("query_type=semantic&query=x", "query_type")]
    [InlineData("query_type=transcript", "query")]
    [InlineData("query=x", "query")]
    [InlineData("sample=random", "sample")]
    [InlineData("variant_id=a&variant_name=a", "variant_id")]
    [InlineData("channel[]=", "channel")]
    public async Task An_invalid_parameter_is_refused_by_name(string query, string name)
    {
        var site = await sites.GetAsync(static () => SiteAsync(1));

        var answer = await site.GetWithKeyAsync($"{Path}?{query}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error_code").GetString().Should().Be("CONVERSATIONS_VALIDATION_FAILED");
        answer.Json.GetProperty("error_message").GetString().Should().StartWith(name);
    }

    [Fact]
    public async Task E08_A_cursor_of_another_reader_is_refused()
    {
        var site = await sites.GetAsync(static () => SiteAsync(3));
        string cursor = Uri.EscapeDataString((await site.GetWithKeyAsync($"{Path}?limit=1", Site.PiiKey)).Json.GetProperty("cursor").GetString()!);

        (await site.GetWithKeyAsync($"{Path}?limit=1&cursor={cursor}", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync($"{Path}?limit=1&cursor={cursor}")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetWithKeyAsync($"/v3/PLATFORM/another/conversations?limit=1&cursor={cursor}", Site.PiiKey)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_response_that_grows_too_large_ends_early_with_a_cursor()
    {
        await using var site = await Site.WithKeysAsync();
        string said = new('a', 30_000);
        for (int i = 0; i < 25; i++)
        {
            await using var conv = site.Open(Info($"conv-{i:00}"));
            for (int turns = 0; turns < 40; turns++)
            {
                using var turn = conv.BeginTurn(said);
                turn.Complete("");
            }

            site.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await site.GetWithKeyAsync($"{Path}?limit=1000");

        Ids(first).Should().HaveCount(7, "each takes 1.3 million bytes in memory, and the seventh exceeds 8 MiB");
        first.Json.GetProperty("next_offset").GetInt32().Should().Be(7);
        (await AllAsync(site, "limit=1000", byCursor: true)).Should().Equal(Enumerable.Range(0, 25).Reverse().Select(static i => $"conv-{i:00}"));
        (await AllAsync(site, "limit=12", byCursor: false)).Should().HaveCount(25).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("limit=1000", 300, 2)]
    [InlineData("limit=1000&query_type=transcript&query=table", 300, 2)]
    [InlineData("limit=1000&query_type=transcript&query=table&in_progress=false", 300, 2)]
    [InlineData("limit=100&query_type=transcript&query=table", 100, 2)]
    [InlineData("limit=1000&query_type=transcript&query=table", 150, 3)]
    public async Task A_long_list_needs_few_store_queries(string query, int listed, int times)
    {
        await using var site = await Site.WithKeysAsync(services: MonitoredStore.AddTo);
        for (int i = 0; i < 300; i++)
        {
            int longTurns = listed == 150 && i == 150 ? 300 : 0;
            await site.PlayAsync(Info($"conv-{i:000}"), conv =>
            {
                conv.BeginTurn("a table for two").Complete("Done.");
                for (int turn = 0; turn < longTurns; turn++)
                {
                    conv.BeginTurn(new string('a', 30_000)).Complete("");
                }
            });
            site.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var store = MonitoredStore.Of(site);
        store.TakeCalls();

        var ids = Ids(await site.GetWithKeyAsync($"{Path}?{query}"));

        store.TakeCalls().Where(static call => call is nameof(IConversationStore.ListAsync)).Should().HaveCount(times);
        ids.Should().Equal(Enumerable.Range(0, 300).Reverse().Take(listed).Select(static i => $"conv-{i:000}"));
        (await AllAsync(site, query, byCursor: true)).Should().HaveCount(300).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_list_reads_only_turns_and_counts_as_a_search()
    {
        await using var site = await Site.WithKeysAsync(static options => options.SearchesPerMinute = 2, services: MonitoredStore.AddTo);
        await site.PlayAsync(Info("conv-1"), static conv => conv.Log.Info("an entry"));
        var store = MonitoredStore.Of(site);
        store.TakeCalls();

        await site.GetWithKeyAsync(Path);

        store.TakeCalls().Should().Equal(nameof(IConversationStore.ListAsync), nameof(IConversationStore.ReadTurnsAsync));
        (await site.GetWithKeyAsync(Path)).Status.Should().Be(HttpStatusCode.OK);
        var refused = await site.GetWithKeyAsync(Path);
        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Header("Retry-After").Should().NotBeNull();
    }

    private static async Task<List<string>> AllAsync(Site site, string query, bool byCursor)
    {
        List<string> ids = [];
        string next = "";
        for (int parts = 0; parts < 10; parts++)
        {
            var answer = await site.GetWithKeyAsync($"{Path}?{query}{next}");
            ids.AddRange(Ids(answer));
            if (answer.Json.GetProperty("cursor").GetString() is not { } cursor)
            {
                return ids;
            }

            next = byCursor ? $"&cursor={Uri.EscapeDataString(cursor)}" : $"&offset={answer.Json.GetProperty("next_offset").GetInt32()}";
        }

        throw new InvalidOperationException("The list does not end.");
    }

    private static List<string> Ids(Answer answer)
        => [.. answer.Json.GetProperty("conversations").EnumerateArray().Select(static c => c.GetProperty("id").GetString()!)];

    private static ConversationInfo Info(string id) => new(id) { AgentId = "bookings", AccountId = "PLATFORM", ProjectId = "pacden", Channel = "webchat" };

    private static async Task<Site> SiteAsync(int conversations)
    {
        var site = await Site.WithKeysAsync();
        for (int i = 0; i < conversations; i++)
        {
            await using var conv = site.Open(new ConversationInfo($"conv-{i}")
            {
                AgentId = "bookings",
                AccountId = "PLATFORM",
                ProjectId = "pacden",
                Channel = (i % 3) switch { 0 => "webchat", 1 => "voice", _ => "sms" },
                VariantId = i % 2 == 0 ? "a" : "b",
                FromNumber = "+440000000001",
                Direction = ConversationDirection.Inbound,
            });
            using (var turn = conv.BeginTurn("Hello"))
            {
                conv.SetState("slot", "morning");
                site.Clock.Advance(TimeSpan.FromSeconds(1));
                conv.SetState("slot", "evening");
                turn.Complete("Yes.");
            }

            conv.WriteMetric("ONCE", "7");
            conv.WriteMetric("TWICE", "1");
            conv.WriteMetric("TWICE", "2");
            await conv.DisposeAsync();
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return site;
    }
}
