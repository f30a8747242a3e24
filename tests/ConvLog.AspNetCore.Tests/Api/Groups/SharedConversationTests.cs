using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>A conversation that one user started and another continued, in the API.</summary>
public sealed class SharedConversationTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("jane@example.com", "conv-1 conv-2")]
    [InlineData("joe@example.com", "conv-1 conv-3")]
    public async Task A_lookup_and_an_export_find_a_shared_conversation_by_each_user(string user, string expected)
    {
        var site = await sites.GetAsync(PlayedAsync);
        string body = $$"""{"user_id":"{{user}}"}""";

        var found = await site.SendAsync("POST", "/lookup?order=asc", body, Site.PiiKey);
        var exported = await site.SendAsync("POST", "/export/lookup?order=asc", body, Site.PiiKey);

        found.Json.GetProperty("conversations").EnumerateArray().Select(static one => one.GetProperty("conversation_id").GetString()).Should()
            .BeEquivalentTo(expected.Split(' '));
        exported.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2);
        exported.Body.Should().ContainAll(expected.Split(' '));
    }

    [Fact]
    public async Task Users_are_listed_in_order_by_id_with_the_permission_and_else_by_pseudonym()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var permitted = (await site.SendAsync("GET", "/conversations/conv-1", null, Site.PiiKey)).Json;
        var other = await site.SendAsync("GET", "/conversations/conv-1", null, Site.ReaderKey);

        permitted.GetProperty("user").GetString().Should().Be("joe@example.com", "the latest");
        permitted.GetProperty("users").EnumerateArray().Select(static user => user.GetProperty("user").GetString()).Should()
            .Equal("jane@example.com", "joe@example.com");
        other.Body.Should().NotContain("example.com");
        var users = other.Json.GetProperty("users").EnumerateArray().ToList();
        users.Should().HaveCount(2).And.OnlyContain(static user => user.GetProperty("user").GetString() == user.GetProperty("pseudonym").GetString()
            && user.GetProperty("pii_fields")[0].GetString() == "user");
        foreach (var user in users)
        {
            var list = (await site.SendAsync("GET", $"/conversations?user={user.GetProperty("pseudonym").GetString()}", null, Site.ReaderKey)).Json;
            list.GetProperty("conversations").EnumerateArray().Select(static one => one.GetProperty("conversation_id").GetString()).Should()
                .HaveCount(2).And.Contain("conv-1");
        }
    }

    [Fact]
    public async Task Both_users_count_the_conversation_and_the_CSV_file_names_both()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var users = (await site.SendAsync("GET", "/users", null, Site.PiiKey)).Json.GetProperty("users").EnumerateArray();
        string table = (await site.SendAsync("GET", "/export/conversations?format=csv", null, Site.PiiKey)).Body;

        users.Select(static user => (user.GetProperty("user").GetString(), user.GetProperty("conversations").GetInt32())).Should()
            .BeEquivalentTo([("jane@example.com", 2), ("joe@example.com", 2)]);
        Regex.Count(table, "\"conv-1\",.*jane@example\\.com; joe@example\\.com", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be(2, "it has two turns");
    }

    [Fact]
    public async Task The_receipt_of_an_erased_user_lists_the_shared_conversation_with_the_number_of_other_users()
    {
        await using var site = await PlayedAsync();

        var erased = await site.SendAsync("POST", "/erasures", """{"user_id":"jane@example.com"}""", Site.PiiKey);

        erased.Json.GetProperty("conversations").GetInt32().Should().Be(2);
        JsonElement shared = erased.Json.GetProperty("shared_conversations");
        shared.GetRawText().Should().Be("""[{"conversation_id":"conv-1","other_users":1}]""");
        erased.Body.Should().NotContain("example.com");
        (await site.SendAsync("GET", "/users", null, Site.PiiKey)).Json.GetProperty("users").EnumerateArray().Single().GetProperty("user").GetString().Should()
            .Be("joe@example.com");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        foreach (var (id, user) in new[] { ("conv-1", "jane"), ("conv-1", "joe"), ("conv-2", "jane"), ("conv-3", "joe") })
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", UserId = $"{user}@example.com" });
        }

        return site;
    }
}
