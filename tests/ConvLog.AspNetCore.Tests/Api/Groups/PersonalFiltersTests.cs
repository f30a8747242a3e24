using System.Net;
using System.Text;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Users and phone numbers are looked up by the request body, never by the address.</summary>
public sealed class PersonalFiltersTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Root = "/convlog/v1";
    private const string Number = "+15550100";

    [Theory]
    [InlineData("""{"user_id":"joe"}""", "", "conv-2")]
    [InlineData("""{"user_id":"ada@example.com"}""", "", "conv-3,conv-1")]
    [InlineData("""{"user_id":"ada@example.com"}""", "?environment=sandbox", "conv-3")]
    [InlineData("""{"number":"+15550100"}""", "", "conv-1")]
    [InlineData("""{"number":"001 555-0100"}""", "", "conv-1")]
    [InlineData("""{"number":"+15550199"}""", "", "conv-1")]
    [InlineData("""{"user_id":"joe","number":"+15550101"}""", "", "conv-2")]
    [InlineData("""{"user_id":"joe","number":"+15550100"}""", "", "")]
    [InlineData("""{"attributes":{"tier":"gold"}}""", "", "conv-1")]
    [InlineData("""{"attributes":{"tier":"gold"}}""", "?environment=sandbox", "")]
    [InlineData("""{"attributes":{"tier":"gold"},"user_id":"ada@example.com","number":null}""", "", "conv-1")]
    [InlineData("""{"attributes":{"tier":"gold"},"user_id":"joe"}""", "", "")]
    [InlineData("""{"attributes":{"tier":"Gold"}}""", "", "")]
    [InlineData("""{"attributes":{"tier":"gold","visits":4}}""", "", "")]
    [InlineData("""{"user_id":"nobody"}""", "", "")]
    [InlineData("""{"user_id":"user"}""", "", "")]
    public async Task A_lookup_finds_conversations_by_exact_user_id_or_number_and_by_list_filters(string body, string query, string ids)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.SendAsync("POST", "/lookup" + query, body, Site.PiiKey);

        string.Join(',', ConversationRoutesTests.Ids(answer)).Should().Be(ids);
    }

    [Fact]
    public async Task A_number_finds_conversations_of_several_users_and_of_an_unknown_user()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("a") { UserId = "ada", FromNumber = Number });
        await site.PlayAsync(new ConversationInfo("b") { UserId = "joe", ToNumber = Number });
        await site.PlayAsync(new ConversationInfo("c") { FromNumber = Number });

        var found = (await site.SendAsync("POST", "/lookup?order=asc", $$"""{"number":"{{Number}}"}""", Site.PiiKey)).Json.GetProperty("conversations");

        found.EnumerateArray().Select(static conversation
            => (conversation.GetProperty("conversation_id").GetString(), conversation.GetProperty("user").GetString()))
            .Should().BeEquivalentTo([("a", "ada"), ("b", "joe"), ("c", null)]);
    }

    [Fact]
    public async Task A_cursor_is_valid_only_with_the_same_body()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        const string ada = """{"user_id":"ada@example.com"}""";

        var first = await site.SendAsync("POST", "/lookup?limit=1", ada, Site.PiiKey);
        string cursor = first.Json.GetProperty("next_cursor").GetString()!;

        ConversationRoutesTests.Ids(first).Should().Equal("conv-3");
        ConversationRoutesTests.Ids(await site.SendAsync("POST", $"/lookup?limit=1&cursor={cursor}", ada, Site.PiiKey)).Should().Equal("conv-1");
        (await site.SendAsync("POST", $"/lookup?limit=1&cursor={cursor}", """{"user_id":"joe"}""", Site.PiiKey)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Each_lookup_is_in_the_access_log_even_without_a_match()
    {
        await using var site = await Desk.PlayedAsync();
        await site.SendAsync("POST", "/lookup", """{"user_id":"joe"}""", Site.PiiKey, ("X-Access-Reason", "ticket 4711"));
        await site.SendAsync("POST", "/lookup", """{"number":"+0"}""", Site.PiiKey);
        await site.SendAsync("POST", "/export/lookup", """{"user_id":"joe"}""", Site.PiiKey);
        await site.SendAsync("POST", "/export/lookup", """{"user_id":"nobody"}""", Site.PiiKey);

        var log = (await site.GetWithKeyAsync($"{Root}/access-log", Desk.ManagerKey));

        log.Json.GetProperty("accesses").EnumerateArray().Reverse().Select(static access => access.GetProperty("kind").GetString())
            .Should().Equal("lookup", "lookup", "conversation", "lookup");
        log.Body.Should().Contain("ticket 4711").And.NotContain("joe").And.NotContain("nobody").And.NotContain("+0");
    }

    [Fact]
    public async Task All_data_of_a_user_is_exported_as_a_file()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var lines = await site.SendAsync("POST", "/export/lookup", """{"user_id":"ada@example.com"}""", Site.PiiKey);
        var table = await site.SendAsync("POST", "/export/lookup?format=csv", $$"""{"number":"{{Number}}"}""", Site.PiiKey);

        lines.Body.TrimEnd().Split('\n').Should().HaveCount(2).And.OnlyContain(static line => line.Contains("\"user\":\"ada@example.com\""));
        lines.Header("Content-Type").Should().StartWith("application/x-ndjson");
        table.Body.Should().Contain("conv-1").And.NotContain("conv-3");
    }

    [Theory]
    [InlineData("/conversations?user_id=joe")]
    [InlineData("/conversations?number=%2B15550100")]
    [InlineData("/export/conversations?user_id=joe")]
    [InlineData("/users?number=%2B15550100")]
    [InlineData("/search?q=table&user_id=joe")]
    [InlineData("/conversations?attributes=joe")]
    [InlineData("/export/conversations?attributes=%7B%22name%22:%22joe%22%7D")]
    public async Task E14_Personal_filters_in_a_URL_are_refused_with_a_hint_to_use_POST(string path)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync(Root + path, Site.PiiKey);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().BeOneOf("user_id", "number", "attributes");
        answer.Json.GetProperty("detail").GetString().Should().Contain("POST /convlog/v1/lookup").And.NotContain("joe").And.NotContain("15550100");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user_id":null,"number":null}""")]
    [InlineData("""{"user_id":" "}""")]
    [InlineData("""{"number":""}""")]
    [InlineData("""{"user_id":["joe"]}""")]
    [InlineData("""{"attributes":null}""")]
    [InlineData("""{"attributes":{}}""")]
    [InlineData("""{"attributes":"gold"}""")]
    [InlineData("""{"attributes":["gold"]}""")]
    [InlineData("""{"attributes":{"":"gold"}}""")]
    [InlineData("""{"attributes":{"tier":""}}""")]
    [InlineData("""{"attributes":{"tier":null}}""")]
    [InlineData("""{"attributes":{"tier":["gold"]}}""")]
    [InlineData("""{"attributes":{"tier":{"is":"gold"}}}""")]
    [InlineData("""{"attributes":{"tier":"gold","tier":"tin"}}""")]
    [InlineData("""{"attributes":{"tier":"gold"},"user_id":7}""")]
    [InlineData("""{"attributes":{"tier":"\ud800"}}""")]
    [InlineData("""{"attributes":{"\ud800":"gold"}}""")]
    [InlineData("""{"attributes":{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9}}""")]
    public async Task A_body_without_a_user_is_refused(string body)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.SendAsync("POST", "/lookup", body, Site.PiiKey)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/lookup")]
    [InlineData("/export/lookup")]
    public async Task A_refused_attribute_is_named_without_repeating_its_value(string path)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        (string Body, string Says)[] refused =
        [
            ($$$"""{"attributes":{"tier":"{{{new string('x', 1_025)}}}"}}""", "a string of 1 to 1024 characters"),
            ($$$"""{"attributes":{"{{{new string('x', 1_025)}}}":1}}""", "a name of 1 to 1024 characters"),
            ("""{"attributes":{"secret":null}}""", "a number, true or false"),
            ("""{"attributes":{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9}}""", "1 to 8 properties"),
            ("""{"attributes":{"secret":1,"secret":2}}""", "twice"),
        ];
        foreach (var (body, says) in refused)
        {
            var answer = await site.SendAsync("POST", path, body, Site.PiiKey);

            answer.Status.Should().Be(HttpStatusCode.BadRequest, body);
            answer.Json.GetProperty("field").GetString().Should().Be("attributes");
            answer.Json.GetProperty("detail").GetString().Should().Contain(says).And.NotContain("secret").And.NotContain("xxx");
        }
    }

    [Fact]
    public async Task Attribute_lookups_require_the_permission_and_are_recorded_in_the_access_log()
    {
        await using var site = await Desk.PlayedAsync();
        const string gold = """{"attributes":{"tier":"gold"}}""";

        var refused = await site.SendAsync("POST", "/lookup", gold, Site.ReaderKey);
        await site.SendAsync("POST", "/lookup", gold, Site.PiiKey);
        await site.SendAsync("POST", "/lookup", """{"attributes":{"tier":"platinum"}}""", Site.PiiKey);

        refused.Status.Should().Be((await site.SendAsync("POST", "/lookup", """{"user_id":"joe"}""", Site.ReaderKey)).Status).And.Be(HttpStatusCode.Forbidden);
        var log = await site.GetWithKeyAsync($"{Root}/access-log", Desk.ManagerKey);
        log.Json.GetProperty("accesses").EnumerateArray().Reverse().Select(static access => access.GetProperty("kind").GetString())
            .Should().Equal("lookup", "lookup");
        log.Body.Should().NotContain("gold").And.NotContain("platinum").And.NotContain("tier");
    }

    [Fact]
    public async Task All_attribute_value_types_are_found_and_a_cursor_is_bound_to_its_attributes()
    {
        await using var site = await Site.WithKeysAsync();
        foreach (string id in (string[])["a", "b"])
        {
            await site.PlayAsync(new ConversationInfo(id)
            {
                Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["visits"] = 4, ["share"] = 0.5m, ["vip"] = true, ["tier"] = "gold" },
            });
        }

        var first = await site.SendAsync("POST", "/lookup?limit=1", """{"attributes":{"visits":4.0,"share":5e-1,"vip":true,"tier":"gold"}}""", Site.PiiKey);
        string cursor = first.Json.GetProperty("next_cursor").GetString()!;

        ConversationRoutesTests.Ids(first).Should().ContainSingle();
        ConversationRoutesTests.Ids(await site.SendAsync("POST", $"/lookup?limit=1&cursor={cursor}",
            """{"attributes":{"tier":"gold","vip":true,"share":0.50,"visits":4}}""", Site.PiiKey)).Should().ContainSingle("it asks the same");
        (await site.SendAsync("POST", $"/lookup?limit=1&cursor={cursor}", """{"attributes":{"visits":4}}""", Site.PiiKey)).Status
            .Should().Be(HttpStatusCode.BadRequest);
        (await site.SendAsync("POST", "/export/lookup", """{"attributes":{"visits":4}}""", Site.PiiKey)).Body.TrimEnd().Split('\n').Should().HaveCount(2);
    }

    [Fact]
    public async Task Lookup_exports_count_towards_the_export_limit()
    {
        await using var site = await Site.WithKeysAsync(static options => options.ExportsPerMinute = 1);
        using var body = new StringContent("""{"user_id":"joe"}""", Encoding.UTF8, "application/json");

        (await site.GetWithKeyAsync($"{Root}/export/conversations", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);
        (await site.SendAsync(HttpMethod.Post, $"{Root}/export/lookup", body, ("X-API-KEY", Site.PiiKey))).Status.Should().Be(HttpStatusCode.TooManyRequests);
    }
}
