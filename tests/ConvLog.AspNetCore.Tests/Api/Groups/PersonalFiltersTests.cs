using System.Net;
using System.Text;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>End users and numbers are looked for by what stands in a body, and by nothing in an address.</summary>
public sealed class PersonalFiltersTests
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
    [InlineData("""{"user_id":"nobody"}""", "", "")]
    [InlineData("""{"user_id":"user"}""", "", "")]
    public async Task Conversations_are_found_by_the_whole_id_or_number_and_by_the_filters_of_the_list(string body, string query, string ids)
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.SendAsync("POST", "/lookup" + query, body, Site.PiiKey);

        string.Join(',', ConversationRoutesTests.Ids(answer)).Should().Be(ids);
    }

    [Fact]
    public async Task A_number_of_several_users_and_of_one_that_nobody_knows_leads_to_the_conversations_of_all()
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
    public async Task It_goes_on_by_cursor_with_the_same_body_only()
    {
        await using var site = await Desk.PlayedAsync();
        const string ada = """{"user_id":"ada@example.com"}""";

        var first = await site.SendAsync("POST", "/lookup?limit=1", ada, Site.PiiKey);
        string cursor = first.Json.GetProperty("next_cursor").GetString()!;

        ConversationRoutesTests.Ids(first).Should().Equal("conv-3");
        ConversationRoutesTests.Ids(await site.SendAsync("POST", $"/lookup?limit=1&cursor={cursor}", ada, Site.PiiKey)).Should().Equal("conv-1");
        (await site.SendAsync("POST", $"/lookup?limit=1&cursor={cursor}", """{"user_id":"joe"}""", Site.PiiKey)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Each_lookup_is_in_the_access_log_whether_or_not_it_finds_someone()
    {
        await using var site = await Desk.PlayedAsync();
        await site.SendAsync("POST", "/lookup", """{"user_id":"joe"}""", Site.PiiKey, ("X-Access-Reason", "ticket 4711"));
        await site.SendAsync("POST", "/lookup", """{"number":"+0"}""", Site.PiiKey);
        await site.SendAsync("POST", "/export/lookup", """{"user_id":"joe"}""", Site.PiiKey);
        await site.SendAsync("POST", "/export/lookup", """{"user_id":"nobody"}""", Site.PiiKey);

        var log = (await site.GetWithKeyAsync($"{Root}/access-log", Desk.ManagerKey));

        log.Json.GetProperty("accesses").EnumerateArray().Reverse().Select(static access => access.GetProperty("kind").GetString())
            .Should().Equal("list", "lookup", "conversation", "lookup");
        log.Body.Should().Contain("ticket 4711").And.NotContain("joe").And.NotContain("nobody").And.NotContain("+0");
    }

    [Fact]
    public async Task All_there_is_of_a_user_comes_as_a_file()
    {
        await using var site = await Desk.PlayedAsync();

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
    public async Task E14_What_is_personal_is_refused_in_an_address_and_the_way_is_told(string path)
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.GetWithKeyAsync(Root + path, Site.PiiKey);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().BeOneOf("user_id", "number");
        answer.Json.GetProperty("detail").GetString().Should().Contain("POST /convlog/v1/lookup").And.NotContain("joe").And.NotContain("15550100");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"user_id":null,"number":null}""")]
    [InlineData("""{"user_id":" "}""")]
    [InlineData("""{"number":""}""")]
    [InlineData("""{"user_id":["joe"]}""")]
    public async Task A_body_that_names_nobody_is_refused(string body)
    {
        await using var site = await Desk.PlayedAsync();

        (await site.SendAsync("POST", "/lookup", body, Site.PiiKey)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Exports_by_lookup_count_as_exports()
    {
        await using var site = await Site.WithKeysAsync(static options => options.ExportsPerMinute = 1);
        using var body = new StringContent("""{"user_id":"joe"}""", Encoding.UTF8, "application/json");

        (await site.GetWithKeyAsync($"{Root}/export/conversations", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);
        (await site.SendAsync(HttpMethod.Post, $"{Root}/export/lookup", body, ("X-API-KEY", Site.PiiKey))).Status.Should().Be(HttpStatusCode.TooManyRequests);
    }
}
