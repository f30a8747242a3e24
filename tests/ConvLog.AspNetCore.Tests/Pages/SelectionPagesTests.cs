using System.Net;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Actions on conversations selected in the list, by one form that works without JavaScript.</summary>
public sealed partial class SelectionPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly (string, string)[] s_key = [("X-API-KEY", Site.PiiKey)];

    [Fact]
    public async Task Selected_conversations_get_a_label_and_undo_removes_it_only_where_it_was_added()
    {
        await using var site = await PlayedAsync();
        await site.PostAsync("/convlog/selected", [("do", "label"), ("label", "vip"), ("id", "a")], s_key);

        var answer = await site.PostAsync(
            "/convlog/selected?agent=bookings", [("do", "label"), ("label", " vip "), ("id", "a"), ("id", "b"), ("id", "none")], s_key);

        answer.Body.Should().Contain("Added the label &quot;vip&quot; to 2 conversations. 1 could not be changed.")
            .And.Contain("action=\"/convlog/selected?agent=bookings\"").And.Contain("<input type=\"hidden\" name=\"id\" value=\"b\" />")
            .And.NotContain("<input type=\"hidden\" name=\"id\" value=\"a\" />");
        (await ListedAsync(site, "label=vip")).Should().Be("ab");

        (await site.PostAsync("/convlog/selected", [("do", "unlabel"), ("label", "vip"), ("id", "b")], s_key)).Body.Should().Contain("Removed the label");
        (await ListedAsync(site, "label=vip")).Should().Be("a");
    }

    [Fact]
    public async Task The_result_is_the_answer_to_a_GET_and_a_reload_does_not_repeat_the_change()
    {
        await using var site = await PlayedAsync();

        var redirect = await site.SubmitAsync("/convlog/selected?agent=bookings", [("do", "label"), ("label", "vip"), ("id", "a")], s_key);
        string address = redirect.Header("Location")!;
        string shown = (await site.GetAsync(address, s_key)).Body;
        await site.PostAsync("/convlog/selected", [("do", "unlabel"), ("label", "vip"), ("id", "a")], s_key);
        string reloaded = (await site.GetAsync(address, s_key)).Body;

        redirect.Status.Should().Be(HttpStatusCode.SeeOther);
        address.Should().MatchRegex("^/convlog\\?agent=bookings&result=[A-Za-z0-9_-]{43}$");
        shown.Should().Contain("Added the label").And.Contain("Undo").And.NotContain("result=");
        reloaded.Should().Contain("Added the label");
        (await ListedAsync(site, "label=vip")).Should().BeEmpty();
    }

    [Fact]
    public async Task Selected_conversations_are_marked_as_read()
    {
        await using var site = await PlayedAsync();

        string body = (await site.PostAsync("/convlog/selected?is_unread=true", [("do", "read"), ("id", "a"), ("id", "c")], s_key)).Body;

        body.Should().Contain("Marked 2 conversations as read.").And.Contain("value=\"unread\">Undo<");
        (await ListedAsync(site, "is_unread=true")).Should().Be("b");
        (await site.PostAsync("/convlog/selected", [("do", "read"), ("id", "a"), ("id", "b")], s_key)).Body.Should()
            .Contain("name=\"id\" value=\"b\" />").And.NotContain("type=\"hidden\" name=\"id\" value=\"a\" />", "it was read before");

        (await site.PostAsync("/convlog/selected", [("do", "unread"), ("id", "a"), ("id", "c")], s_key)).Body.Should()
            .Contain("Marked 2 conversations as unread.");
        (await ListedAsync(site, "is_unread=true")).Should().Be("ac");
    }

    [Fact]
    public async Task Undo_restores_the_previous_assignees_of_selected_conversations()
    {
        await using var site = await PlayedAsync();
        await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "ben"), ("id", "a")], s_key);
        await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "ada"), ("id", "c")], s_key);

        string body = (await site.PostAsync(
            "/convlog/selected", [("do", "assign"), ("assignee", "ada"), ("id", "a"), ("id", "b"), ("id", "c")], s_key)).Body;

        body.Should().Contain("Assigned 3 conversations to ada.").And.Contain("value=\"reassign\">Undo<");
        (string, string)[] undo = [.. HiddenField().Matches(body).Select(static field => (field.Groups["name"].Value, field.Groups["value"].Value))
            .Where(static field => field.Item1 is "id" or "before")];
        undo.Should().Equal(("id", "a"), ("id", "b"), ("before", "ben"), ("before", "")); // c was already assigned to her.

        string undone = (await site.PostAsync("/convlog/selected", [("do", "reassign"), .. undo], s_key)).Body;
        undone.Should().Contain("Restored the assignment of 2 conversations.").And.Contain("value=\"reassign\">Undo<");
        (await ListedAsync(site, "assigned=ben"), await ListedAsync(site, "assigned=ada"), await ListedAsync(site, "assigned=none")).Should()
            .Be(("a", "c", "b"));
    }

    [Fact]
    public async Task Undo_restores_a_removed_assignment_and_an_invalid_name_is_refused()
    {
        await using var site = await PlayedAsync();
        await site.PostAsync("/convlog/selected", [("do", "assign"), ("assignee", "ben"), ("id", "a")], s_key);
        (await site.PostAsync("/convlog/selected", [("do", "unassign"), ("id", "a"), ("id", "b")], s_key)).Body.Should()
            .Contain("name=\"before\" value=\"ben\"").And.Contain("value=\"reassign\">Undo<");

        await site.PostAsync("/convlog/selected", [("do", "reassign"), ("id", "a"), ("before", "any"), ("id", "b"), ("before", "ben")], s_key);
        (await ListedAsync(site, "assigned=any")).Should().BeEmpty("any is a word of the filter");

        await site.PostAsync("/convlog/selected", [("do", "reassign"), ("id", "a"), ("before", "ben"), ("id", "b")], s_key);
        (await ListedAsync(site, "assigned=ben")).Should().Be("a", "what is not said of b is not changed");
    }

    [Fact]
    public async Task An_export_of_selected_conversations_contains_no_personal_data()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.PostAsync("/convlog/selected/file", [("format", "jsonl"), ("id", "c"), ("id", "a"), ("id", "none")], s_key);

        answer.Body.Trim().Split('\n').Should().HaveCount(2);
        answer.Body.Should().Contain("\"conversation_id\":\"a\"").And.Contain("\"conversation_id\":\"c\"").And.NotContain("ada@example.com");
    }

    [Fact]
    public async Task An_empty_selection_and_a_label_without_text_are_reported()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.PostAsync("/convlog/selected", [("do", "read")], s_key)).Body.Should().Contain("Select conversations first.");
        (await site.PostAsync("/convlog/selected", [("do", "label"), ("label", " "), ("id", "a")], s_key)).Body.Should()
            .Contain("A label has 1 to 256 characters.");
        (await site.PostAsync("/convlog/selected", [("do", "read"), ("id", "a")], [.. s_key, ("Sec-Fetch-Site", "cross-site")])).Status
            .Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Rows_have_check_boxes_only_for_readers_who_can_act_on_them()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetWithKeyAsync("/convlog", Site.PiiKey)).Body.Should().Contain("form=\"selection\" name=\"id\" value=\"a\"").And.Contain("Mark as read");
        (await site.GetWithKeyAsync("/convlog", Site.ReaderKey)).Body.Should().NotContain("Mark as read");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        foreach (string id in (string[])["a", "b", "c"])
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", UserId = "ada@example.com" });
        }

        return site;
    }

    private static async Task<string> ListedAsync(Site site, string query)
    {
        var conversations = (await site.GetWithKeyAsync($"/convlog/v1/conversations?{query}", Site.PiiKey)).Json.GetProperty("conversations");
        var ids = conversations.EnumerateArray().Select(static conversation => conversation.GetProperty("conversation_id").GetString());
        return string.Concat(ids.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[a-z]+)\" value(=\"(?<value>[^\"]*)\")? />",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HiddenField();
}
