using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Assigning conversations to colleagues through the API, and the filter by assignee.</summary>
public sealed class AssignmentRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/conversations/conv-42/assignment";

    [Fact]
    public async Task A_conversation_is_assigned_to_a_colleague_or_the_caller_and_unassigned()
    {
        await using var site = await Changes.SiteAsync();

        (await site.SendAsync("PUT", Path, """{"assigned_to":" Olga "}""", Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        var listed = (await site.SendAsync("GET", "/conversations?assigned=Olga", null, Changes.Operator)).Json.GetProperty("conversations")[0];
        (listed.GetProperty("assigned_to").GetString(), listed.GetProperty("assigned_by").GetString()).Should().Be(("Olga", "Ann"));
        listed.GetProperty("assigned_at").GetString().Should().EndWith("Z");
        var view = await site.ReadAsync();
        (view.Summary.AssignedTo, view.Summary.AssignedBy, view.Summary.IsUnread).Should().Be(("Olga", "Ann", true), "who assigns it has not read it");
        (await site.SendAsync("GET", "/facets", null, Changes.Operator)).Body.Should().Contain("\"assignees\":[{\"value\":\"Olga\",\"conversations\":1}]");

        await site.SendAsync("PUT", Path, """{"assigned_to":"me"}""", Changes.Annotator);
        (await site.ReadAsync()).Summary.AssignedTo.Should().Be("Ann");
        (await site.SendAsync("DELETE", Path, null, Changes.PermittedOperator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", Path, null, Changes.PermittedOperator)).Status.Should().Be(HttpStatusCode.NoContent, "it is done already");
        (await site.ReadAsync()).Summary.AssignedAt.Should().BeNull();
    }

    [Fact]
    public async Task The_filter_finds_conversations_assigned_to_a_name_to_the_caller_to_anyone_or_to_no_one()
    {
        await using var site = await Changes.SiteAsync();
        await site.SendAsync("PUT", Path, """{"assigned_to":"Ann"}""", Changes.PermittedOperator);

        (await IdsAsync(site, "assigned=me", Changes.Annotator)).Should().Equal("conv-42");
        (await IdsAsync(site, "assigned=me", Changes.Operator)).Should().BeEmpty("it is another one's");
        (await IdsAsync(site, "assigned=any", Changes.Operator)).Should().Equal("conv-42");
        (await IdsAsync(site, "assigned=none", Changes.Operator)).Should().Equal("conv-pay");
        (await IdsAsync(site, "not_assigned=me", Changes.Annotator)).Should().Equal("conv-pay");
        (await IdsAsync(site, "not_assigned=Ann", Changes.Operator)).Should().Equal("conv-pay");
        (await IdsAsync(site, "assigned=ann", Changes.Operator)).Should().BeEmpty();
        var refused = await site.SendAsync("GET", "/conversations?not_assigned=none", null, Changes.Operator);
        refused.Status.Should().Be(HttpStatusCode.BadRequest);
        refused.Body.Should().Contain("assigned=any");
    }

    [Theory]
    [InlineData("""{"assigned_to":"any"}""", "assigned_to")]
    [InlineData("""{"assigned_to":" none "}""", "assigned_to")]
    [InlineData("""{"assigned_to":" "}""", "assigned_to")]
    [InlineData("""{"assigned_to":7}""", "assigned_to")]
    [InlineData("""{"assignee":"Ann"}""", "assigned_to")]
    public async Task An_invalid_assignee_name_is_refused(string body, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.SendAsync("PUT", Path, body, Changes.Annotator);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be(field);
        (await site.ReadAsync()).Summary.AssignedTo.Should().BeNull();
    }

    [Fact]
    public async Task Assignees_and_assignments_of_another_tenant_are_neither_visible_nor_changed()
    {
        await using var site = await Changes.SiteAsync();
        await site.SendAsync("PUT", Path, """{"assigned_to":"Olga"}""", Changes.Annotator);

        (await site.SendAsync("PUT", Path, """{"assigned_to":"Tom"}""", Changes.TenantAnnotator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.SendAsync("DELETE", Path, null, Changes.TenantAnnotator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await IdsAsync(site, "assigned=any", Changes.TenantAnnotator)).Should().BeEmpty();
        (await site.SendAsync("GET", "/facets", null, Changes.TenantAnnotator)).Body.Should().Contain("\"assignees\":[]");
        (await site.GetWithKeyAsync("/convlog/conversations/conv-42", Changes.Annotator)).Body.Should().Contain("<option value=\"Olga\"");
        (await site.GetWithKeyAsync("/convlog/conversations/conv-pay", Changes.TenantAnnotator)).Body.Should()
            .Contain("<option value=\"Tom\"").And.NotContain("Olga");
        (await site.GetWithKeyAsync("/convlog", Changes.TenantAnnotator)).Body.Should().NotContain("Olga");
    }

    private static async Task<string[]> IdsAsync(Site site, string query, string key)
        => [.. (await site.SendAsync("GET", $"/conversations?{query}", null, key)).Json.GetProperty("conversations").EnumerateArray()
            .Select(static conversation => conversation.GetProperty("conversation_id").GetString()!)];
}
