using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

public sealed class AgentRoutesListTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/v1/agents/bookings/conversations";

    [Fact]
    public async Task The_newest_conversation_comes_first_and_count_is_the_total()
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(5));

        var answer = await site.GetWithKeyAsync($"{Path}?limit=2&offset=1");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Header("Content-Type").Should().Be("application/json; charset=utf-8");
        answer.Json.GetProperty("conversations").EnumerateArray().Select(static c => c.GetProperty("conversationId").GetString()).Should()
            .Equal("conv-3", "conv-2");
        answer.Json.GetProperty("count").GetInt32().Should().Be(5);
        answer.Json.GetProperty("limit").GetInt32().Should().Be(2);
        answer.Json.GetProperty("offset").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task The_default_page_size_is_50()
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(51));

        var answer = await site.GetWithKeyAsync(Path);

        answer.Json.GetProperty("conversations").GetArrayLength().Should().Be(50);
        answer.Json.GetProperty("limit").GetInt32().Should().Be(50);
        answer.Json.GetProperty("offset").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task An_unknown_agent_has_no_conversations()
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(1));

        var answer = await site.GetWithKeyAsync("/v1/agents/nobody/conversations");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().Be("""{"conversations":[],"count":0,"limit":50,"offset":0}""");
    }

    [Fact]
    public async Task An_offset_beyond_the_end_returns_no_conversations_and_the_total()
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(2));

        (await site.GetWithKeyAsync($"{Path}?offset=2147483647")).Body.Should().Be("""{"conversations":[],"count":2,"limit":50,"offset":2147483647}""");
    }

    [Theory]
    [InlineData("limit=0", "limit is \"0\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=501", "limit is \"501\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=-1", "limit is \"-1\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=abc", "limit is \"abc\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=", "limit is \"\"; it must be one integer from 1 to 500.")]
    [InlineData("limit", "limit is \"\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=1.0", "limit is \"1.0\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=%2B5", "limit is \"+5\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=+5", "limit is \" 5\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=0x10", "limit is \"0x10\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=%D9%A5", "limit is \"٥\"; it must be one integer from 1 to 500.")]
    [InlineData("limit=1&limit=1", "limit is given 2 times; give it once.")]
    [InlineData("offset=-1", "offset is \"-1\"; it must be one integer from 0 to 2147483647.")]
    [InlineData("offset=99999999999999999999", "offset is \"99999999999999999999\"; it must be one integer from 0 to 2147483647.")]
    [InlineData("limit=5&offset=x", "offset is \"x\"; it must be one integer from 0 to 2147483647.")]
    public async Task An_invalid_limit_or_offset_is_refused_with_its_name_value_and_allowed_range(string query, string message)
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(1));

        var answer = await site.GetWithKeyAsync($"{Path}?{query}");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error_code").GetString().Should().Be("CONVERSATIONS_VALIDATION_FAILED");
        answer.Json.GetProperty("error_message").GetString().Should().Be(message);
    }

    [Fact]
    public async Task An_invalid_value_is_repeated_truncated_and_printable()
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(1));

        string message = (await site.GetWithKeyAsync($"{Path}?limit=%00%0A{new string('9', 1_000)}")).Json.GetProperty("error_message").GetString()!;

        message.Should().StartWith("limit is \"[U+0000]↵9999").And.Contain("9…\"").And.Match(static text => text.Length < 200);
    }

    [Theory]
    [InlineData("limit=1")]
    [InlineData("limit=500")]
    [InlineData("limit=050&offset=0")]
    public async Task A_limit_and_offset_within_the_range_are_accepted(string query)
    {
        var site = await sites.GetAsync(static () => SiteWithAsync(1));

        (await site.GetWithKeyAsync($"{Path}?{query}")).Status.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<Site> SiteWithAsync(int conversations)
    {
        var site = await Site.WithKeysAsync();
        for (int i = 0; i < conversations; i++)
        {
            await site.PlayAsync(new ConversationInfo($"conv-{i}") { AgentId = "bookings" });
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await site.PlayAsync(new ConversationInfo("conv-of-another") { AgentId = "another" });
        return site;
    }
}
