using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Team;

/// <summary>Labels, scores and rating reasons added on the review page.</summary>
public sealed class JudgmentFormsTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task A_label_is_added_to_a_conversation_or_turn_and_removed_by_its_button()
    {
        await using var site = await Changes.SiteAsync();

        (await PostAsync(site, "labels", ("label", " a:b "), ("turn", ""))).Header("Location").Should().Be($"{Path}#judgments");
        (await PostAsync(site, "labels", ("label", "bug"), ("turn", "2"))).Header("Location").Should().Be($"{Path}#t2");
        await PostAsync(site, "labels", ("label", "bug"), ("turn", "2"));

        var view = await site.ReadAsync();
        view.Labels.Select(static label => (label.Label, label.Author)).Should().Equal(("a:b", "Ann"));
        view.Turns[1].Labels.Select(static label => label.Label).Should().Equal("bug");
        string page = (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body;
        page.Should().Contain("form=\"labels\" name=\"remove\" value=\"0:a:b\"").And.Contain("form=\"labels\" name=\"remove\" value=\"2:bug\"");
        (await site.GetWithKeyAsync(Path)).Body.Should().Contain("bug").And.NotContain("name=\"remove\"").And.NotContain("Add label");

        await PostAsync(site, "labels", ("remove", "0:a:b"));
        await PostAsync(site, "labels", ("remove", "2:bug"));
        (await PostAsync(site, "labels", ("remove", "2:bug"))).Status.Should().Be(HttpStatusCode.SeeOther);
        view = await site.ReadAsync();
        (view.Labels.Count, view.Turns[1].Labels.Count, view.Summary.ReadBy).Should().Be((0, 0, "Ann"));
    }

    [Fact]
    public async Task A_team_score_has_its_author_and_is_removed_by_its_button()
    {
        await using var site = await Changes.SiteAsync();

        (await PostAsync(site, "scores", ("name", "csat"), ("value", "4.5"), ("turn", ""))).Header("Location").Should().Be($"{Path}#judgments");
        await PostAsync(site, "scores", ("name", "csat"), ("value", "3"), ("turn", ""));
        await PostAsync(site, "scores", ("name", "resolved"), ("value", "Yes"), ("turn", "1"));
        await PostAsync(site, "scores", ("name", "tone"), ("value", "friendly"), ("turn", "1"));

        var view = await site.ReadAsync();
        var score = view.Scores.Should().ContainSingle().Subject;
        (score.Name, score.Value, score.Source, score.Scorer).Should().Be(("csat", (ScoreValue)3, ScoreSource.Team, "Ann"));
        view.Turns[0].Scores.Select(static given => (given.Name, given.Value)).Should().BeEquivalentTo([("resolved", (ScoreValue)true), ("tone", "friendly")]);
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().Contain($"form=\"scores\" name=\"remove\" value=\"{score.Id:N}\"");

        await PostAsync(site, "scores", ("remove", score.Id.ToString("N")));
        (await PostAsync(site, "scores", ("remove", score.Id.ToString("N")))).Status.Should().Be(HttpStatusCode.SeeOther, "it is gone, as was asked for");
        (await site.ReadAsync()).Scores.Should().BeEmpty();
    }

    [Fact]
    public async Task A_declared_score_is_suggested_and_an_invalid_value_is_reported_at_its_field()
    {
        await using var site = await Changes.SiteAsync(static options =>
        {
            options.Scores.Add(new ScoreDefinition { Name = "csat", Min = 1, Max = 5 });
            options.Scores.Add(new ScoreDefinition { Name = "size", Categories = { "1", "yes" } });
        });

        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().Contain("<option value=\"csat\"></option><option value=\"size\"></option>");
        var answer = await PostAsync(site, "scores", ("name", "csat"), ("value", "6"), ("turn", "2"));

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("id=\"score-w\"").And.Contain("csat").And.Contain("value=\"6\"").And.Contain("max=\"2\" value=\"2\"");
        (await site.ReadAsync()).Turns[1].Scores.Should().BeEmpty();
        await PostAsync(site, "scores", ("name", "size"), ("value", "yes"), ("turn", ""));
        (await site.ReadAsync()).Scores.Should().ContainSingle().Which.Value.Should().Be((ScoreValue)"yes", "it is declared to have categories");
    }

    [Theory]
    [InlineData("labels", "A label cannot be empty.", "label", " ")]
    [InlineData("labels", "Name a turn by its number", "label", "x", "turn", "last")]
    [InlineData("labels", "Name a turn by its number", "label", "x", "turn", "0")]
    [InlineData("labels", "There is no label without a text to remove.", "remove", "1: ")]
    [InlineData("scores", "The name of a score cannot be empty.", "name", "", "value", "1")]
    [InlineData("scores", "The value of a score cannot be empty.", "name", "csat", "value", "")]
    [InlineData("scores", "Name a turn by its number", "name", "csat", "value", "1", "turn", "-1")]
    [InlineData("rating", "A rating has no reason", "turn", "1", "rating", "dislike", "reason", "bad luck")]
    public async Task An_invalid_judgment_is_reported_and_not_saved(string part, string problem, params string[] form)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await PostAsync(site, part, [.. form.Chunk(2).Select(static pair => (pair[0], pair[1]))]);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain(problem);
        var view = await site.ReadAsync();
        (view.Scores.Count, view.Labels.Count, view.Turns.Sum(static turn => turn.Feedback.Count), view.Summary.IsUnread).Should().Be((0, 0, 0, true));
    }

    [Fact]
    public async Task A_label_for_a_missing_turn_is_not_added_to_the_conversation()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        (await PostAsync(site, "labels", ("label", "x"), ("turn", "3"))).Status.Should().Be(HttpStatusCode.NotFound);

        (await site.ReadAsync()).Labels.Should().BeEmpty();
    }

    [Fact]
    public async Task Rating_reasons_can_be_chosen_and_a_new_comment_keeps_them()
    {
        await using var site = await Changes.SiteAsync();
        (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body.Should().NotContain("name=\"reason\"", "there is no rating yet");
        await PostAsync(site, "rating", ("dislike", "1"));

        await PostAsync(site, "rating", ("turn", "1"), ("rating", "dislike"), ("reason", "tone"), ("reason", "too long"), ("comment", "why"));

        (await site.ReadAsync()).Turns[0].Feedback.Should().ContainSingle().Which.Reasons.Should().BeEquivalentTo("tone", "too long");
        string page = (await site.GetWithKeyAsync(Path, Changes.Annotator)).Body;
        page.Should().Contain("name=\"reason\" value=\"tone\" checked").And.Contain("name=\"reason\" value=\"too long\" checked")
            .And.Contain("name=\"reason\" value=\"other\" />");
    }

    [Fact]
    public async Task Scores_of_a_call_are_shown_at_the_call()
    {
        await using var site = await Changes.SiteAsync();
        await using (var conv = site.Open(new ConversationInfo("scored")))
        {
            using var turn = conv.BeginTurn("Book a table");
            using (var model = turn.BeginModelCall("gpt-x"))
            {
                model.Score("brevity", 0.25);
                model.Complete();
            }

            using (var call = conv.BeginFunction("book"))
            {
                call.Score("right tool", true);
            }

            turn.Complete("Done.");
        }

        (await site.GetWithKeyAsync("/convlog/conversations/scored", Changes.Annotator)).Body.Should().Contain("<bdi>brevity: 0.25</bdi>")
            .And.Contain("<bdi>right tool: yes</bdi>");
    }

    private static Task<Answer> PostAsync(Site site, string part, params (string Name, string Value)[] form)
        => site.PostAsync($"/convlog/review/{part}?id=conv-42", form, ("X-API-KEY", Changes.Annotator));
}
