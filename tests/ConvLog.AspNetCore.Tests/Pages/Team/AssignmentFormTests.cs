using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Team;

/// <summary>Conversations assigned to colleagues on the review page and in the list.</summary>
public sealed class AssignmentFormTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/conversations/conv-42";
    private const string Form = "/convlog/review/assignment?id=conv-42";

    private static readonly (string, string)[] s_key = [("X-API-KEY", Changes.Annotator)];

    [Fact]
    public async Task A_conversation_is_assigned_reassigned_and_unassigned_on_its_page()
    {
        await using var site = await Changes.SiteAsync();
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().Contain("No one").And.Contain("name=\"me\"").And.NotContain("Unassign");

        (await site.PostAsync(Form, [("assignee", " Olga ")], s_key)).Header("Location").Should().Be($"{Path}#assignment");
        string page = (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body;
        page.Should().Contain("href=\"/convlog?assigned=Olga\"").And.Contain("by <bdi>Ann</bdi>, ").And.Contain("name=\"remove\"");
        (await site.GetWithKeyAsync(Path)).Body.Should().Contain("?assigned=Olga").And.NotContain("/review/assignment", "this reader changes nothing");

        await site.PostAsync(Form, [("assignee", ""), ("me", "1")], s_key);
        (await site.ReadAsync()).Summary.AssignedTo.Should().Be("Ann");
        await site.PostAsync(Form, [("assignee", "left in the field"), ("remove", "1")], s_key);
        var summary = (await site.ReadAsync()).Summary;
        (summary.AssignedTo, summary.IsUnread).Should().Be((null, true));
    }

    [Theory]
    [InlineData("", "cannot be empty")]
    [InlineData("none", "is a word of the filter")]
    [InlineData("+", "can have at most 256 characters")]
    public async Task An_invalid_assignee_name_is_reported_at_its_field_and_changes_nothing(string name, string problem)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        name = name is "+" ? new string('x', 257) : name;

        var answer = await site.PostAsync(Form, [("assignee", name)], s_key);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain(problem).And.Contain("id=\"assignee-w\"").And.Contain("aria-invalid=\"true\"");
        (await site.ReadAsync()).Summary.AssignedTo.Should().BeNull();
    }

    [Fact]
    public async Task Selected_conversations_are_assigned_and_unassigned_and_rows_show_the_assignee()
    {
        await using var site = await Changes.SiteAsync();
        var both = ((string, string)[])[("id", "conv-42"), ("id", "conv-pay")];

        (await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "Olga"), .. both], s_key)).Body.Should()
            .Contain("Assigned 2 conversations to Olga.").And.Contain("title=\"Assigned to Olga by Ann, ");
        string list = (await site.GetWithKeyAsync("/convlog?assigned=Olga", Changes.Annotator)).Body;
        list.Should().Contain("conv-42").And.Contain("conv-pay").And.Contain("<option value=\"Olga\"").And.Contain("assigned:Olga");

        (await site.PostAsync("/convlog/selected", [("do", "unassign"), ("id", "conv-pay")], s_key)).Body.Should()
            .Contain("Removed the assignment of 1 conversation.");
        (await site.PostAsync("/convlog/selected", [("do", "label"), ("label", ""), ("assignee", "Per"), ("id", "conv-pay")], s_key)).Body.Should()
            .Contain("Assigned 1 conversation to Per.", "Enter in the field presses the first button");
        (await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "any"), ("id", "conv-pay")], s_key)).Body.Should()
            .Contain("is a word of the filter");
        (await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "me"), ("id", "conv-pay")], s_key)).Body.Should()
            .Contain("Assigned 1 conversation to Ann.");
        (await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "Olga"), .. both], [("X-API-KEY", Changes.TenantAnnotator)])).Body.Should()
            .Contain("Assigned 1 conversation to Olga. 1 could not be changed.");
    }

    [Fact]
    public async Task A_typed_filter_finds_own_conversations_and_can_be_saved_as_a_view()
    {
        await using var site = await Changes.SiteAsync();
        await site.PostAsync(Form, [("me", "1")], s_key);

        string address = (await site.GetWithKeyAsync("/convlog?find=assigned%3Ame", Changes.Annotator)).Header("Location")!;
        address.Should().Be("/convlog?assigned=me");
        (await site.GetWithKeyAsync(address, Changes.Annotator)).Body.Should().Contain("/conversations/conv-42").And.NotContain("/conversations/conv-pay");
        (await site.GetWithKeyAsync("/convlog?find=-is%3Aassigned", Changes.Annotator)).Header("Location").Should().Be("/convlog?assigned=none");
        var saved = await site.PostAsync("/convlog/views?assigned=me", [("do", "save"), ("name", "Assigned to me"), ("of", "team")], s_key);
        (await site.GetWithKeyAsync(saved.Header("Location")!, Changes.Annotator)).Body.Should()
            .Contain("Assigned to me").And.Contain("/conversations/conv-42");
    }

    [Fact]
    public async Task An_erased_conversation_leaves_no_assignment_or_name()
    {
        await using var site = await Changes.SiteAsync();
        await site.PostAsync(Form, [("assignee", "Olga")], s_key);

        await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-42"}""", Changes.PermittedOperator);

        (await site.GetWithKeyAsync("/convlog?assigned=any", Changes.Annotator)).Body.Should().NotContain("Olga");
        (await site.PostAsync(Form, [("assignee", "Olga")], s_key)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.SendAsync("GET", "/facets", null, Changes.Annotator)).Body.Should().Contain("\"assignees\":[]");
    }
}
