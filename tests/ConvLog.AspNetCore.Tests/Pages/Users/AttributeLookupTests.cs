using System.Net;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.Users;

/// <summary>Lookup of conversations by attribute: exact match, by POST, recorded in the access log.</summary>
public sealed class AttributeLookupTests
{
    private const string Path = "/convlog/users/find";

    [Theory]
    [InlineData("tier", "gold", 2)]
    [InlineData("price", "4.5", 1)]
    [InlineData("price", "4.50", 1)]
    [InlineData("price", "45e-1", 1)]
    [InlineData("price", "4.5 ", 1)]
    [InlineData("code", "4.50", 1)]
    [InlineData("isNew", "true", 1)]
    public async Task Conversations_with_exactly_this_attribute_value_are_listed(string name, string value, int found)
    {
        await using var site = await AnsweringAsync();

        var answer = await site.PostPermittedAsync(Path, ("attribute", name), ("value", value), ("reason", "ticket 7"));

        answer.Body.Should().Contain(found == 1 ? "1 conversation has this attribute" : $"{found} conversations have this attribute")
            .And.Contain("href=\"/convlog/conversations/a\"");
        (await AccessesAsync(site)).Should().OnlyContain(static access => access.Reader == "Permitted" && access.Reason == "ticket 7").And.NotBeEmpty();
    }

    [Theory]
    [InlineData("tier", "Gold")]
    [InlineData("Tier", "gold")]
    [InlineData("price", "4.5, 5")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public async Task A_lookup_without_a_match_is_reported_and_logged(string name, string value)
    {
        await using var site = await AnsweringAsync();

        var answer = await site.PostPermittedAsync(Path, ("attribute", name), ("value", value));

        answer.Body.Should().Contain("No conversation has this attribute.").And.NotContain("<script>alert");
        (await AccessesAsync(site)).Should().OnlyContain(static access => access.Kind == AccessKind.Lookup).And.NotBeEmpty();
    }

    [Fact]
    public async Task Without_the_permission_there_is_no_lookup_form_and_a_POST_is_refused()
    {
        await using var site = await AnsweringAsync();

        (await site.GetWithKeyAsync("/convlog/users")).Body.Should().NotContain("name=\"attribute\"");
        (await site.GetWithKeyAsync("/convlog/users", Site.PiiKey)).Body.Should().Contain("name=\"attribute\"");
        var refused = await site.PostAsync(Path, [("attribute", "tier"), ("value", "gold")], ("X-API-KEY", Site.ReaderKey));

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_incomplete_attribute_and_a_missing_reason_are_refused_before_reading()
    {
        await using var site = await Site.WithKeysAsync(static options => options.RequireAccessReason = true);
        (string, string)[][] bad =
        [
            [("attribute", ""), ("value", "gold"), ("reason", "r")], [("attribute", "tier"), ("reason", "r")], [("attribute", "tier"), ("value", "gold")],
            [("attribute", new string('x', 1_025)), ("value", "gold"), ("reason", "r")],
        ];
        foreach (var fields in bad)
        {
            (await site.PostPermittedAsync(Path, fields)).Body.Should().ContainAny("Enter a reason.", "Enter the name and the value of an attribute.");
        }

        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task Of_many_matches_the_newest_are_listed()
    {
        await using var site = await Site.WithKeysAsync();
        foreach (int number in Enumerable.Range(0, 101))
        {
            await site.PlayAsync(new ConversationInfo($"c{number}") { Attributes = Of(("tier", "gold")) });
        }

        var answer = await site.PostPermittedAsync(Path, ("attribute", "tier"), ("value", "gold"));

        answer.Body.Should().Contain("More than 100 conversations have this attribute").And.Contain("/conversations/c100\"")
            .And.NotContain("/conversations/c0\"");
    }

    private static async Task<Site> AnsweringAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("a") { Attributes = Of(("tier", "gold"), ("price", 4.50m), ("code", "4.50"), ("isNew", true)) });
        await site.PlayAsync(new ConversationInfo("b") { Attributes = Of(("tier", "gold")) });
        return site;
    }

    private static Dictionary<string, object?> Of(params (string Name, object? Value)[] attributes)
        => attributes.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal);

    private static async Task<IReadOnlyList<AccessRecord>> AccessesAsync(Site site) => (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses;
}
