using System.Net;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class TeamChangeRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Feedback = "/conversations/conv-42/turns/2/feedback";
    private const string Annotations = "/conversations/conv-42/turns/2/annotations";

    [Fact]
    public async Task A_turn_is_rated_by_user_and_team_and_a_rating_is_revoked()
    {
        await using var site = await Changes.SiteAsync();

        var rated = await site.SendAsync("PUT", Feedback, """{"source":"team","rating":"dislike","comment":"for three"}""", Changes.Annotator);
        await site.SendAsync("PUT", Feedback, """{"source":"user","rating":"like","comment":null}""", Changes.Annotator);

        (rated.Status, rated.Body).Should().Be((HttpStatusCode.NoContent, ""));
        (await site.ReadAsync()).Turns[1].Feedback.Select(static f => (f.Source, f.Rating, f.Comment?.Text))
            .Should().Equal((FeedbackSource.Team, FeedbackRating.Dislike, "for three"), (FeedbackSource.User, FeedbackRating.Like, null));

        (await site.SendAsync("PUT", Feedback, """{"source":"team","rating":"like"}""", Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", Feedback + "?source=user", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", Feedback + "?source=user", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent, "it is done already");

        (await site.ReadAsync()).Turns[1].Feedback.Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new { Source = FeedbackSource.Team, Rating = FeedbackRating.Like, Comment = (VisibleText?)null });
        (await site.ReadAsync()).Turns[0].Feedback.Should().BeEmpty();
    }

    [Fact]
    public async Task An_improved_answer_is_written_revised_and_removed()
    {
        await using var site = await Changes.SiteAsync();

        var written = await site.SendAsync("POST", Annotations, """{"improved_answer":"A table for two."}""", Changes.Annotator);
        string id = written.Json.GetProperty("id").GetString()!;
        var revised = await site.SendAsync("PUT", $"{Annotations}/{id}", """{"improved_answer":"A table for two at eight."}""", Changes.PermittedOperator);

        written.Status.Should().Be(HttpStatusCode.Created);
        revised.Status.Should().Be(HttpStatusCode.NoContent);
        (await site.ReadAsync()).Turns[1].Annotations.Select(static a => (a.Id.ToString(), a.ImprovedAnswer.Text, a.Author)).Should()
            .Equal((id, "A table for two at eight.", "Per"));

        (await site.SendAsync("DELETE", $"{Annotations}/{id}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", $"{Annotations}/{id}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.ReadAsync()).Turns[1].Annotations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_turn_is_addressed_by_id_or_by_ordinal()
    {
        await using var site = await Changes.SiteAsync();
        string turn = $"/conversations/conv-42/turns/{(await site.ReadAsync()).Turns[1].Id}";

        await site.SendAsync("PUT", turn + "/feedback", """{"source":"team","rating":"dislike"}""", Changes.Annotator);
        var written = await site.SendAsync("POST", turn + "/annotations", """{"improved_answer":"A table for two."}""", Changes.Annotator);
        string answer = $"{turn}/annotations/{written.Json.GetProperty("id").GetString()}";
        await site.SendAsync("PUT", answer, """{"improved_answer":"At eight."}""", Changes.Annotator);

        var rated = (await site.ReadAsync()).Turns[1];
        rated.Feedback.Should().ContainSingle().Which.Rating.Should().Be(FeedbackRating.Dislike);
        rated.Annotations.Should().ContainSingle().Which.ImprovedAnswer.Text.Should().Be("At eight.");

        await site.SendAsync("DELETE", turn + "/feedback?source=team", null, Changes.Annotator);
        await site.SendAsync("DELETE", answer, null, Changes.Annotator);

        var bare = (await site.ReadAsync()).Turns[1];
        bare.Feedback.Should().BeEmpty();
        bare.Annotations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_note_is_added_and_a_conversation_is_marked_as_read()
    {
        await using var site = await Changes.SiteAsync();

        var note = await site.SendAsync("POST", "/conversations/conv-42/notes", """{"text":"Call back."}""", Changes.Annotator);
        var read = await site.SendAsync("PUT", "/conversations/conv-42/read", null, Changes.Annotator);
        await site.SendAsync("PUT", "/conversations/conv-42/read", null, Changes.PermittedOperator);

        var view = await site.ReadAsync();
        (note.Status, read.Status).Should().Be((HttpStatusCode.Created, HttpStatusCode.NoContent));
        view.Notes.Select(static n => (n.Id.ToString(), n.Text.Text, n.Author)).Should().Equal((note.Json.GetProperty("id").GetString()!, "Call back.", "Ann"));
        view.Summary.ReadBy.Should().Be("Ann");
    }

    [Fact]
    public async Task E16_A_client_cannot_set_author_time_or_id()
    {
        await using var site = await Changes.SiteAsync();
        const string Mine = """
            "id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","author":"Mallory","created_at":"1999-01-01T00:00:00Z","is_pii":false,"is_removed":true,"conversation_id":"conv-pay","turn_id":"x","source_id":1
            """;

        await site.SendAsync("POST", "/conversations/conv-42/notes", $$"""{"text":"t",{{Mine}}}""", Changes.Annotator);
        await site.SendAsync("POST", Annotations, $$"""{"improved_answer":"a",{{Mine}}}""", Changes.Annotator);
        await site.SendAsync("PUT", Feedback, $$"""{"source":"team","rating":"like","comment":"c",{{Mine}}}""", Changes.Annotator);

        var view = await site.ReadAsync();
        var (note, annotation, rating) = (view.Notes.Single(), view.Turns[1].Annotations.Single(), view.Turns[1].Feedback.Single());
        (note.Author, annotation.Author).Should().Be(("Ann", "Ann"));
        new[] { note.Id, annotation.Id }.Should().NotContain(Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"));
        new[] { note.CreatedAt, annotation.CreatedAt, rating.CreatedAt }.Should().OnlyContain(time => time >= site.Clock.GetUtcNow());
        (note.Text.IsPii, annotation.ImprovedAnswer.IsPii, rating.Comment!.Value.IsPii).Should().Be((true, true, true));
        (await site.ReadAsync("conv-pay")).Notes.Should().BeEmpty();
    }

    [Fact]
    public async Task E02_Data_outside_the_scope_is_answered_like_missing_data()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        (string Method, string Path, string? Json)[] requests =
        [
            ("PUT", "/conversations/{0}/turns/1/feedback", """{"source":"team","rating":"like"}"""),
            ("DELETE", "/conversations/{0}/turns/1/feedback?source=team", null),
            ("POST", "/conversations/{0}/turns/1/annotations", """{"improved_answer":"a"}"""),
            ("PUT", "/conversations/{0}/turns/1/annotations/6f9619ff-8b86-d011-b42d-00c04fc964ff", """{"improved_answer":"a"}"""),
            ("DELETE", "/conversations/{0}/turns/1/annotations/6f9619ff-8b86-d011-b42d-00c04fc964ff", null),
            ("POST", "/conversations/{0}/notes", """{"text":"t"}"""),
            ("PUT", "/conversations/{0}/read", null),
        ];
        foreach (var (method, path, json) in requests)
        {
            var others = await site.SendAsync(method, string.Format(null, path, "conv-42"), json, Changes.TenantAnnotator, ("X-PolyAI-Correlation-Id", "same"));
            var nobodys = await site.SendAsync(method, string.Format(null, path, "conv-none"), json, Changes.TenantAnnotator,
                ("X-PolyAI-Correlation-Id", "same"));

            others.Status.Should().Be(HttpStatusCode.NotFound, "{0} {1}", method, path);
            others.Body.Should().Be(nobodys.Body);
            others.Headers.Should().BeEquivalentTo(nobodys.Headers);
        }

        (await site.ReadAsync()).Should()
            .Match<ConversationView>(static view => view.Notes.Count == 0 && view.Summary.ReadBy == null && view.Turns[0].Feedback.Count == 0);
    }

    [Fact]
    public async Task A_reader_without_the_annotate_permission_cannot_change_data()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        foreach (string key in (string[])[Site.ReaderKey, Changes.PiiReader, Changes.Operator])
        {
            var refused = await site.SendAsync("PUT", "/conversations/conv-42/read", null, key);
            (refused.Status, refused.Json.GetProperty("detail").GetString()).Should().Be((HttpStatusCode.Forbidden, "This requires the permission Annotate."));
        }

        (await site.SendAsync("PUT", "/conversations/conv-42/read", null, key: null)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.ReadAsync()).Summary.ReadBy.Should().BeNull();
    }

    [Fact]
    public async Task A_conversation_with_a_pending_erasure_accepts_no_new_data()
    {
        await using var site = await Changes.SiteAsync();
        await site.Erasure.PlaceHoldAsync("conv-42", "Legal");
        await site.Erasure.EraseConversationAsync("conv-42", "Olga");

        var refused = await site.SendAsync("POST", "/conversations/conv-42/notes", """{"text":"t"}""", Changes.Annotator);

        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Body.Should().Contain("will be erased and accepts no new data");
    }

    [Theory]
    [InlineData("conversations/conv-42/turns/3/feedback", "turn")]
    [InlineData("conversations/conv-42/turns/6f9619ff-8b86-d011-b42d-00c04fc964ff/feedback", "turn")]
    [InlineData("conversations/conv-43/turns/6f9619ff-8b86-d011-b42d-00c04fc964ff/feedback", "conversation")]
    [InlineData("conversations/conv-43/turns/1/feedback", "conversation")]
    public async Task A_missing_resource_is_named(string path, string missing)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.SendAsync("PUT", "/" + path, """{"source":"team","rating":"like"}""", Changes.Annotator);

        (answer.Status, answer.Json.GetProperty("detail").GetString()).Should().Be((HttpStatusCode.NotFound, $"There is no such {missing}."));
    }

    [Fact]
    public async Task An_id_with_a_slash_is_found()
    {
        await using var site = await Changes.SiteAsync(onKestrel: true);
        await site.PlayAsync(new ConversationInfo("a/b %") { AgentId = "bookings" });

        (await site.SendAsync("POST", "/conversations/a%2Fb%20%25/turns/1/annotations", """{"improved_answer":"a"}""", Changes.Annotator)).Status.Should()
            .Be(HttpStatusCode.Created);
        (await site.SendAsync("PUT", "/conversations/a%2Fb%20%25/read", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);

        (await site.ReadAsync("a/b %")).Turns[0].Annotations.Should().ContainSingle();
    }
}
