using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Pages.Team;

/// <summary>Ratings, improved answers and notes added on the review page.</summary>
public sealed partial class TeamFormTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task Team_forms_are_shown_only_with_the_annotate_permission()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        (await site.GetWithKeyAsync(Path)).Body.Should().NotContain("/review/").And.NotContain("<textarea").And.NotContain("form=\"rate\"");
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().ContainAll(
            "action=\"/convlog/review/rating?id=conv-42\"", "action=\"/convlog/review/answers?id=conv-42\"", "action=\"/convlog/review/notes?id=conv-42\"",
                "action=\"/convlog/review/read?id=conv-42\"");
    }

    [Fact]
    public async Task A_thumb_rates_with_one_click_and_a_second_click_removes_the_rating()
    {
        await using var site = await Changes.SiteAsync();

        var answer = await PostAsync(site, "rating", ("dislike", "2"));

        (answer.Status, answer.Header("Location")).Should().Be((HttpStatusCode.SeeOther, $"{Path}#t2"));
        (await site.ReadAsync()).Turns[1].Feedback.Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new { Source = FeedbackSource.Team, Rating = FeedbackRating.Dislike, Comment = (VisibleText?)null });
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().Contain("name=\"none\" value=\"2\" aria-pressed=\"true\"");
        await PostAsync(site, "rating", ("none", "2"));
        (await site.ReadAsync()).Turns[1].Feedback.Should().BeEmpty();
    }

    [Fact]
    public async Task A_rating_comment_is_saved_and_a_click_keeps_it()
    {
        await using var site = await Changes.SiteAsync();
        await PostAsync(site, "rating", ("turn", "1"), ("rating", "dislike"), ("comment", "  The table was for two.\r\nNot three. "));

        var click = await PostAsync(site, "rating", ("like", "1"));

        (click.Status, click.Body.Contains("This rating has a comment", StringComparison.Ordinal)).Should().Be((HttpStatusCode.Conflict, true));
        var kept = (await site.ReadAsync()).Turns[0].Feedback.Should().ContainSingle().Subject;
        (kept.Source, kept.Rating, kept.Comment!.Value.Text).Should().Be((FeedbackSource.Team, FeedbackRating.Dislike, "The table was for two.\nNot three."));
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should()
            .Contain("Edit rating").And.NotContain("name=\"like\" value=\"1\"").And.Contain("name=\"like\" value=\"2\"").And.NotContain("table was for two");
        await PostAsync(site, "rating", ("turn", "1"), ("rating", "none"), ("comment", ""));
        (await site.ReadAsync()).Turns[0].Feedback.Should().BeEmpty();
    }

    [Fact]
    public async Task An_improved_answer_is_written_revised_and_removed()
    {
        await using var site = await Changes.SiteAsync();

        var written = await PostAsync(site, "answers", ("turn", "1"), ("answer", "Your table for two is booked."));
        written.Header("Location").Should().Be($"{Path}#t1");
        var annotation = (await site.ReadAsync()).Turns[0].Annotations.Should().ContainSingle().Subject;
        (annotation.ImprovedAnswer.Text, annotation.Author).Should().Be(("Your table for two is booked.", "Ann"));

        await PostAsync(site, "answers", ("turn", "1"), ("annotation", annotation.Id.ToString("N")), ("answer", "It is booked."));
        (await site.ReadAsync()).Turns[0].Annotations.Should().ContainSingle().Which.ImprovedAnswer.Text.Should().Be("It is booked.");
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should()
            .Contain($"value=\"{annotation.Id:N}\"").And.Contain("The current text is hidden and will be replaced.").And.NotContain("It is booked.");

        await PostAsync(site, "answers", ("turn", "1"), ("annotation", annotation.Id.ToString("N")), ("answer", ""), ("remove", "yes"));
        (await site.ReadAsync()).Turns[0].Annotations.Should().BeEmpty();
        (await PostAsync(site, "answers", ("turn", "1"), ("annotation", annotation.Id.ToString("N")), ("answer", "Again"))).Status.Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_improved_answer_fills_its_field_once_revealed()
    {
        await using var site = await Changes.SiteAsync();
        await PostAsync(site, "answers", ("turn", "1"), ("answer", "Your table is booked."));

        string revealed = (await site.PostAsync(Path, [("reveal", "yes")], ("X-API-KEY", Changes.PermittedOperator))).Body;

        revealed.Should().Contain(">Your table is booked.</textarea>").And.NotContain("is hidden and will be replaced");
    }

    [Fact]
    public async Task A_note_is_added_and_any_change_marks_the_conversation_as_read()
    {
        await using var site = await Changes.SiteAsync();

        var answer = await PostAsync(site, "notes", ("note", "Call her back"));

        answer.Header("Location").Should().Be($"{Path}#notes");
        var view = await site.ReadAsync();
        view.Notes.Should().ContainSingle().Which.Text.Text.Should().Be("Call her back");
        view.Summary.ReadBy.Should().Be("Ann");
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should()
            .Contain("by <bdi>Ann</bdi>").And.NotContain("Mark as read").And.NotContain("Call her back");
    }

    [Fact]
    public async Task Only_the_button_marks_a_conversation_as_read()
    {
        await using var site = await Changes.SiteAsync();
        await site.GetWithKeyAsync(Path, Changes.Annotator);
        (await site.ReadAsync()).Summary.IsUnread.Should().BeTrue();

        (await PostAsync(site, "read")).Header("Location").Should().Be($"{Path}?marked=conv-42");

        (await site.ReadAsync()).Summary.ReadBy.Should().Be("Ann");
    }

    [Fact]
    public async Task A_mistake_is_reported_at_its_field_and_the_text_is_kept()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        string tooLong = "\nstart " + new string('x', 16_500);
        (string Part, (string, string)[] Form, string Problem, string Field)[] cases =
        [
            ("answers", [("turn", "2"), ("answer", " \n ")], "An improved answer cannot be empty.", "id=\"a-t2\""),
            ("answers", [("turn", "2"), ("answer", tooLong)], "An improved answer can have at most 16,384 characters; this one has 16,506.", "id=\"a-t2\""),
            ("rating", [("turn", "1"), ("comment", "no rating & <b>")], "Choose a rating. A comment requires one.", "id=\"c-t1\""),
            ("rating", [("turn", "1"), ("rating", "none"), ("comment", "still here")], "also removes its comment", "id=\"c-t1\""),
            ("notes", [("note", "")], "A note cannot be empty.", "id=\"note\""),
        ];

        foreach (var (part, form, problem, field) in cases)
        {
            var answer = await PostAsync(site, part, form);

            answer.Status.Should().Be(HttpStatusCode.BadRequest, problem);
            answer.Body.Should().Contain(problem);
            string area = Areas().Matches(answer.Body).Select(static match => match.Value)
                .Single(area => area.Contains("aria-invalid", StringComparison.Ordinal));
            area.Should().Contain(field);
            WebUtility.HtmlDecode(area[(area.IndexOf('>', StringComparison.Ordinal) + 1)..^"</textarea>".Length]).Should().Be(form[^1].Item2.Trim());
        }

        (await site.ReadAsync()).Turns.SelectMany(static turn => turn.Feedback.Cast<object>().Concat(turn.Annotations)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_page_after_a_mistake_keeps_the_list_context()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        string body = (await site.PostAsync("/convlog/review/notes?id=conv-42&agent=bookings", [("note", "")], ("X-API-KEY", Changes.PermittedOperator))).Body;

        body.Should().Contain("href=\"/convlog?agent=bookings\"").And.Contain("return=%2Fconvlog%2Fconversations%2Fconv-42%3Fagent%3Dbookings").And.NotContain(
            "id=\"reveal\"");
    }

    [Theory]
    [InlineData("/convlog/review/rating?id=conv-42", "like", "3", 404, "Turn not found")]
    [InlineData("/convlog/review/rating?id=conv-42", "like", "x", 404, "Turn not found")]
    [InlineData("/convlog/review/rating?id=none", "like", "1", 404, "Conversation not found")]
    [InlineData("/convlog/review/notes", "note", "x", 404, "Page not found")]
    public async Task An_invalid_form_changes_nothing(string path, string name, string value, int status, string said)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.PostAsync(path, [(name, value)], ("X-API-KEY", Changes.Annotator));

        ((int)answer.Status).Should().Be(status);
        answer.Body.Should().Contain(said);
        var view = await site.ReadAsync();
        view.Notes.Should().BeEmpty();
        view.Summary.IsUnread.Should().BeTrue();
    }

    [Fact]
    public async Task An_invalid_list_filter_does_not_lose_the_note()
    {
        await using var site = await Changes.SiteAsync();

        await site.PostAsync("/convlog/review/notes?id=conv-42&level=loud", [("note", "Call her back")], ("X-API-KEY", Changes.Annotator));

        (await site.ReadAsync()).Notes.Should().ContainSingle();
    }

    [Fact]
    public async Task A_conversation_outside_the_scope_and_one_with_a_pending_erasure_accept_no_changes()
    {
        await using var site = await Changes.SiteAsync();
        (await site.PostAsync("/convlog/review/notes?id=conv-42", [("note", "x")], ("X-API-KEY", Changes.TenantAnnotator))).Status.Should()
            .Be(HttpStatusCode.NotFound);

        await site.Erasure.PlaceHoldAsync("conv-42", "test");
        await site.Erasure.EraseConversationAsync("conv-42", "test");
        var answer = await PostAsync(site, "notes", ("note", "x"));

        (answer.Status, answer.Body.Contains("Erasure pending", StringComparison.Ordinal)).Should().Be((HttpStatusCode.Conflict, true));
    }

    [Fact]
    public async Task A_cross_site_team_form_is_refused()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        foreach (string part in (string[])["rating", "answers", "notes", "read"])
        {
            (await site.PostAsync($"/convlog/review/{part}?id=conv-42", [("like", "1"), ("turn", "1"), ("answer", "x"), ("note", "x")],
                ("X-API-KEY", Changes.Annotator), ("Sec-Fetch-Site", "cross-site"))).Status.Should().Be(HttpStatusCode.Forbidden);
        }

        (await site.ReadAsync()).Summary.IsUnread.Should().BeTrue();
    }

    [Theory]
    [InlineData("</textarea><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\u202Ereversed")]
    [InlineData("line\r\nSet-Cookie: a=b")]
    [InlineData("{{7*7}} \u0001 😀 ünï")]
    public async Task Hostile_text_stays_text_in_every_field(string text)
    {
        await using var site = await Changes.SiteAsync();
        await PostAsync(site, "rating", ("turn", "1"), ("rating", "like"), ("comment", text));
        await PostAsync(site, "answers", ("turn", "1"), ("answer", text));
        await PostAsync(site, "notes", ("note", text));
        List<Answer> answers =
        [
            await site.GetWithKeyAsync(Path, Changes.Annotator),
            await site.PostAsync(Path, [("reveal", "yes")], ("X-API-KEY", Changes.PermittedOperator)),
            await PostAsync(site, "rating", ("turn", "1"), ("rating", text), ("comment", text)),
            await PostAsync(site, "rating", ("turn", text), ("rating", text), ("comment", text)),
            await PostAsync(site, "answers", ("turn", text), ("annotation", text), ("answer", text)),
            await PostAsync(site, "answers", ("turn", "1"), ("annotation", text), ("answer", text + new string('x', 16_400))),
            await site.PostAsync($"/convlog/review/notes?id={Uri.EscapeDataString(text)}&q={Uri.EscapeDataString(text)}", [("note", text)],
                ("X-API-KEY", Changes.Annotator)),
        ];

        (await site.ReadAsync()).Notes.Should().ContainSingle().Which.Text.Text.Should().Be(text.ReplaceLineEndings("\n"));
        foreach (var answer in answers)
        {
            ((int)answer.Status).Should().BeLessThan(500);
            answer.Header("Set-Cookie").Should().BeNull();
            answer.Body.Should().NotContain("<script>alert").And.NotContain("<img").And.NotContain("\" onmouseover");
        }
    }

    private static Task<Answer> PostAsync(Site site, string part, params (string Name, string Value)[] form)
        => site.PostAsync($"/convlog/review/{part}?id=conv-42", form, ("X-API-KEY", Changes.Annotator));

    [GeneratedRegex("<textarea.*?</textarea>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Areas();
}
