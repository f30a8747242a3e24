using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using ConvLog.AspNetCore.Api;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class ScoreRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Import = "/scores/import";

    [Fact]
    public async Task A_turn_is_scored_by_a_model_and_the_score_is_removed()
    {
        await using var site = await Changes.SiteAsync();
        const string Body = """
            {"conversation_id":"conv-42","turn_ordinal":2,"name":"groundedness","value":0.83,"source":"model","scorer":"judge","scorer_version":"2","comment":"Jane said so."}
            """;

        var given = await site.SendAsync("POST", "/scores", Body, Changes.Annotator);
        var again = await site.SendAsync("POST", "/scores", Body, Changes.Annotator);

        given.Status.Should().Be(HttpStatusCode.Created);
        again.Json.GetProperty("is_unchanged").GetBoolean().Should().BeTrue();
        var score = (await site.ReadAsync()).Turns[1].Scores.Should().ContainSingle().Subject;
        (score.Id.ToString(), score.Value, score.Source, score.Scorer, score.ScorerVersion).Should()
            .Be((given.Json.GetProperty("id").GetString()!, 0.83, ScoreSource.Model, "judge", "2"));
        (await site.SendAsync("GET", "/conversations/conv-42", null, Changes.Annotator)).Body.Should().Contain("groundedness").And.NotContain("Jane said so");

        (await site.SendAsync("DELETE", $"/conversations/conv-42/scores/{score.Id}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", $"/conversations/conv-42/scores/{score.Id}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.ReadAsync()).Turns[1].Scores.Should().BeEmpty();
    }

    [Fact]
    public async Task Labels_are_added_to_conversations_and_turns_and_removed()
    {
        await using var site = await Changes.SiteAsync();

        await site.SendAsync("PUT", "/conversations/conv-42/labels", """{"label":"vip"}""", Changes.Annotator);
        await site.SendAsync("PUT", "/conversations/conv-42/labels", """{"label":"vip"}""", Changes.PermittedOperator);
        await site.SendAsync("PUT", "/conversations/conv-42/labels", """{"label":"bug","turn_ordinal":1}""", Changes.Annotator);

        var view = await site.ReadAsync();
        view.Labels.Select(static label => (label.Label, label.Author)).Should().Equal(("vip", "Ann"));
        view.Turns[0].Labels.Select(static label => label.Label).Should().Equal("bug");
        (await site.SendAsync("GET", "/conversations?label=bug", null, Changes.Annotator)).Body.Should().Contain("conv-42");
        (await site.SendAsync("GET", "/conversations?not_label=bug", null, Changes.Annotator)).Body.Should().NotContain("conv-42");

        (await site.SendAsync("DELETE", "/conversations/conv-42/labels?label=bug&turn_ordinal=1", null, Changes.Annotator)).Status.Should()
            .Be(HttpStatusCode.NoContent);
        (await site.ReadAsync()).Turns[0].Labels.Should().BeEmpty();
    }

    [Fact]
    public async Task A_label_of_a_turn_is_added_and_removed_by_turn_id()
    {
        await using var site = await DeclaredAsync();
        string turn = (await site.ReadAsync()).Turns[1].Id;
        const string Labels = "/conversations/conv-42/labels";

        var put = await site.SendAsync("PUT", Labels, $$"""{"label":"bug","turn_id":"{{turn}}"}""", Changes.Annotator);
        var both = await site.SendAsync("PUT", Labels, $$"""{"label":"bug","turn_id":"{{turn}}","turn_ordinal":1}""", Changes.Annotator);
        var unknown = await site.SendAsync("PUT", Labels, """{"label":"bug","turn_id":"no such turn"}""", Changes.Annotator);

        (put.Status, both.Status, unknown.Status).Should().Be((HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NotFound));
        both.Body.Should().Contain("leave one of them out");
        (await site.ReadAsync()).Turns[1].Labels.Should().ContainSingle();
        (await site.ReadAsync()).Turns[0].Labels.Should().BeEmpty();
        (await site.SendAsync("DELETE", $"{Labels}?label=bug&turn_id={turn}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.ReadAsync()).Turns[1].Labels.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"conversation_id":"conv-42","name":"csat"}""", 400, "value")]
    [InlineData("""{"conversation_id":"conv-42","name":"csat","value":null}""", 400, "value")]
    [InlineData("""{"conversation_id":"conv-42","name":"csat","value":1e999}""", 400, "value")]
    [InlineData("""{"conversation_id":"conv-42","name":"csat","value":""}""", 400, "value")]
    [InlineData("""{"conversation_id":"conv-42","name":"tone","value":"true"}""", 400, "without quotation marks")]
    [InlineData("""{"conversation_id":"conv-42","name":"tone","value":"NaN"}""", 400, "not a finite number")]
    [InlineData("""{"conversation_id":"conv-42","name":"csat","value":7}""", 400, "1 to 5")]
    [InlineData("""{"conversation_id":"conv-42","name":"csat","value":"good"}""", 400, "1 to 5")]
    [InlineData("""{"conversation_id":"conv-42","name":"tone","value":"loud"}""", 400, "friendly, rude")]
    [InlineData("""{"conversation_id":"conv-42","name":"rating","value":true}""", 400, "of a turn")]
    [InlineData("""{"conversation_id":"conv-42","name":"x","value":1,"source":"robot"}""", 400, "source")]
    [InlineData("""{"conversation_id":"conv-42","name":"x","value":1,"created_at":"yesterday"}""", 400, "created_at")]
    [InlineData("""{"conversation_id":"conv-42","name":"x","value":1,"turn_ordinal":3}""", 404, "turn")]
    [InlineData("""{"conversation_id":"conv-42","name":"x","value":1,"function_event_id":"none"}""", 404, "call")]
    [InlineData("""{"conversation_id":"conv-43","name":"x","value":1}""", 404, "conversation")]
    public async Task An_invalid_score_is_refused_with_the_valid_values(string body, int status, string reason)
    {
        var site = await sites.GetAsync(DeclaredAsync);

        var answer = await site.SendAsync("POST", "/scores", body, Changes.Annotator);

        ((int)answer.Status).Should().Be(status);
        answer.Body.Should().Contain(reason);
        (await site.ReadAsync()).Scores.Should().BeEmpty();
    }

    [Fact]
    public async Task Ratings_accept_only_configured_reasons()
    {
        await using var site = await Changes.SiteAsync(static options => options.FeedbackReasons.Add("wrong price"));
        const string Feedback = "/conversations/conv-42/turns/2/feedback";

        var given = await site.SendAsync("PUT", Feedback, """{"source":"team","rating":"dislike","reasons":["wrong price"]}""", Changes.Annotator);
        var other = await site.SendAsync("PUT", Feedback, """{"source":"team","rating":"dislike","reasons":["tone"]}""", Changes.Annotator);

        given.Status.Should().Be(HttpStatusCode.NoContent);
        other.Status.Should().Be(HttpStatusCode.BadRequest);
        other.Body.Should().Contain("wrong price");
        (await site.ReadAsync()).Turns[1].Feedback.Should().ContainSingle().Which.Reasons.Should().Equal("wrong price");
        (await site.SendAsync("GET", "/scores/definitions", null, Changes.Annotator)).Json.GetProperty("reasons")[0].GetString().Should().Be("wrong price");
    }

    [Fact]
    public async Task An_older_score_is_ignored_and_a_newer_one_replaces_the_value()
    {
        await using var site = await DeclaredAsync();
        static string Line(int value, int day)
            => $$"""{"conversation_id":"conv-42","name":"csat","value":{{value}},"source":"user","created_at":"2024-01-0{{day}}T00:00:00Z"}""";

        await ImportAsync(site, Line(value: 3, day: 5), "application/x-ndjson");
        var older = await ImportAsync(site, Line(value: 1, day: 4), "application/x-ndjson");
        var standing = (await site.ReadAsync()).Scores.Single();
        var later = await ImportAsync(site, Line(value: 5, day: 6), "application/x-ndjson");

        (Counts(older), Counts(later)).Should().Be(((0, 1, 0), (1, 0, 0)));
        standing.Value.Should().Be((ScoreValue)3);
        (await site.ReadAsync()).Scores.Single().Value.Should().Be((ScoreValue)5);
    }

    [Fact]
    public async Task JSON_Lines_import_lists_invalid_lines_and_importing_again_changes_nothing()
    {
        await using var site = await DeclaredAsync();
        const string Lines = """
            {"conversation_id":"conv-42","name":"csat","value":4,"source":"user"}
            {"conversation_id":"conv-42","name":"csat","value":9}
            not json

            {"conversation_id":"conv-42","turn_ordinal":2,"name":"tone","value":"rude"}
            {"conversation_id":"none","name":"x","value":1}
            {"conversation_id":"conv-42","turn_ordinal":1,"name":"rating","value":false,"source":"user"}
            {"conversation_id":"conv-42","name":"text","value":"4"}
            [1]
            """;

        var first = await ImportAsync(site, Lines, "application/x-ndjson");
        var second = await ImportAsync(site, Lines, "application/x-ndjson; charset=utf-8");

        Counts(first).Should().Be((4, 0, 4));
        Counts(second).Should().Be((0, 4, 4));
        first.Json.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("line").GetInt32()).Should().Equal(2, 3, 6, 9);
        first.Json.GetProperty("errors")[0].GetProperty("reason").GetString().Should().Be("The score csat takes a number from 1 to 5, not 9.");
        var view = await site.ReadAsync();
        view.Scores.Select(static score => (score.Name, score.Value)).Should().BeEquivalentTo([("csat", (ScoreValue)4), ("text", (ScoreValue)"4")]);
        view.Turns[0].Feedback.Should().ContainSingle().Which.Rating.Should().Be(FeedbackRating.Dislike);
    }

    [Fact]
    public async Task CSV_with_quoted_multiline_fields_is_imported()
    {
        await using var site = await Changes.SiteAsync();
        string csv = "\uFEFFname,value,conversation_id,comment,unknown\r\n"
            + "a,1.5,conv-42,\"two\nlines, \"\"quoted\"\"\",x\r\n"
            + "b,true,conv-42,,\r\n"
            + "c,good\r\n"
            + "d,\"open,conv-42,,\r\n";

        var answer = await ImportAsync(site, csv, "text/csv");

        Counts(answer).Should().Be((2, 0, 2));
        answer.Json.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("line").GetInt32()).Should().Equal(5, 6);
        var scores = (await site.ReadAsync()).Scores.OrderBy(static score => score.Name, StringComparer.Ordinal).ToList();
        scores.Select(static score => score.Value).Should().Equal(1.5, true);
        scores[0].Comment!.Value.Text.Should().Be("two\nlines, \"quoted\"");
    }

    [Theory]
    [InlineData("conversation_id,name,value\nconv-42,a,NaN", "text/csv", "not a finite number")]
    [InlineData("conversation_id,name,value\nconv-42,a,-Infinity", "text/csv", "not a finite number")]
    [InlineData("conversation_id,name,value\nconv-42,a,1e999", "text/csv", "not a finite number")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":"NaN"}""", "application/x-ndjson", "not a finite number")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":1e999}""", "application/x-ndjson", "not a finite number")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":"true"}""", "application/x-ndjson", "without quotation marks")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":"False"}""", "application/x-ndjson", "without quotation marks")]
    [InlineData("conversation_id,name,value\nconv-42,a,9007199254740993", "text/csv", "more digits than a score can keep")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":-9007199254740993}""", "application/x-ndjson", "more digits than a score can keep")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":1152921504606846976}""", "application/x-ndjson", "more digits than a score can keep")]
    [InlineData("""{"conversation_id":"conv-42","name":"a","value":1,"value":2}""", "application/x-ndjson", "value is given twice")]
    public async Task A_malformed_value_is_refused_with_its_line(string body, string type, string reason)
    {
        await using var site = await Changes.SiteAsync();

        var answer = await ImportAsync(site, body, type);

        Counts(answer).Should().Be((0, 0, 1));
        answer.Json.GetProperty("errors")[0].GetProperty("reason").GetString().Should().Contain(reason);
        (await site.ReadAsync()).Scores.Should().BeEmpty();
    }

    [Theory]
    [InlineData("9007199254740993", "value is an integer of more digits")]
    [InlineData("100000000000000000000000000001", "value is an integer of more digits")]
    [InlineData("9007199254740992", null)]
    [InlineData("-9007199254740994", null)]
    [InlineData("100000000000000000000", null)]
    [InlineData("1e300", null)]
    [InlineData("0.1234567890123456789", null)]
    public async Task An_integer_is_returned_exactly_or_refused(string value, string? reason)
    {
        await using var site = await Changes.SiteAsync();

        var answer = await site.SendAsync("POST", "/scores", $$"""{"conversation_id":"conv-42","name":"a","value":{{value}}}""", Changes.Annotator);

        answer.Status.Should().Be(reason is null ? HttpStatusCode.Created : HttpStatusCode.BadRequest);
        answer.Body.Should().Contain(reason ?? "is_unchanged");
        (await site.ReadAsync()).Scores.Select(static score => score.Value.ToString()).Should()
            .Equal(reason is null ? [double.Parse(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)] : []);
    }

    [Theory]
    [InlineData("name,value\na,1", "text/csv", 400, "conversation_id")]
    [InlineData("conversation_id,name,value,value\nconv-42,a,1,2", "text/csv", 400, "a column twice")]
    [InlineData("{}", "application/json", 415, "text/csv")]
    public async Task An_invalid_import_body_is_refused(string body, string type, int status, string reason)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await ImportAsync(site, body, type);

        ((int)answer.Status).Should().Be(status);
        answer.Body.Should().Contain(reason);
    }

    [Theory]
    [InlineData("""{"conversation_id":"conv-42","name":"b","value":1,"comment":"*"}""", "x", 70_000, "64 KiB")]
    [InlineData("""{"conversation_id":"conv-42","name":"b","value":1,"*":1}""", "x", 70_000, "64 KiB")]
    [InlineData("""{"*":[]}""", "x", 60_000, "must be a number")]
    [InlineData("""{*}""", "\"m{0}\":1,", 101, "100 members")]
    [InlineData("conv-42,b,1,*", "x", 70_000, "64 KiB")]
    [InlineData("conv-42,b,1,\"*\"", "x", 70_000, "64 KiB")]
    [InlineData("conv-42,b,1,\"two\n\"\"*\n lines\"", "x", 70_000, "64 KiB")]
    [InlineData("conv-42,b,1,\"*\"", "x, \"\"y\"\"\r\n", 10_000, "64 KiB")]
    [InlineData("conv-42,b,1,\"*\"", "für 席\r\n", 8_000, "64 KiB")]
    [InlineData("*", ",", 60_000, "60001 fields")]
    [InlineData("*", ",", 60_000_000, "64 KiB")]
    public async Task An_oversized_record_is_refused_with_its_line_and_the_others_are_imported(string record, string part, int times, string reason)
    {
        await using var site = await Changes.SiteAsync();
        bool isJson = record.StartsWith('{');
        string parts = part.Contains("{0}", StringComparison.Ordinal)
            ? string.Concat(Enumerable.Range(0, times).Select(i => part.Replace("{0}", $"{i}", StringComparison.Ordinal))).TrimEnd(',')
            : string.Concat(Enumerable.Repeat(part, times));
        string[] lines = isJson
            ? ["""{"conversation_id":"conv-42","name":"a","value":1}""", record, """{"conversation_id":"conv-42","name":"c","value":1}"""]
            : ["conversation_id,name,value,comment", "conv-42,a,1,", record, "conv-42,c,1,"];

        var answer = await ImportAsync(
            site, string.Join('\n', lines).Replace("*", parts, StringComparison.Ordinal), isJson ? "application/x-ndjson" : "text/csv");

        Counts(answer).Should().Be((2, 0, 1));
        var error = answer.Json.GetProperty("errors")[0];
        error.GetProperty("line").GetInt32().Should().Be(isJson ? 2 : 3);
        error.GetProperty("reason").GetString().Should().Contain(reason).And.Match(static text => text.Length < 200);
        (await site.ReadAsync()).Scores.Select(static score => score.Name).Should().BeEquivalentTo("a", "c");
    }

    [Fact]
    public async Task An_unclosed_quotation_mark_is_reported_by_the_line_where_its_record_starts()
    {
        await using var site = await Changes.SiteAsync();

        var answer = await ImportAsync(
            site,
            "conversation_id,name,value,comment\nconv-42,a,1,\nconv-42,b,1,\"open\n" + string.Concat(Enumerable.Repeat("conv-42,c,1,\n", 20_000)),
            "text/csv");

        Counts(answer).Should().Be((1, 0, 1));
        answer.Json.GetProperty("errors")[0].GetProperty("line").GetInt32().Should().Be(3);
        answer.Json.GetProperty("errors")[0].GetProperty("reason").GetString().Should().Be("A quotation mark is not closed.");
    }

    [Fact]
    public async Task A_header_of_more_than_100_columns_is_refused()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await ImportAsync(
            site, "conversation_id,name,value," + string.Join(',', Enumerable.Range(0, 98).Select(static i => $"c{i}")) + "\nconv-42,a,1", "text/csv");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("101 columns; at most 100");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_oversized_body_ends_the_import_and_earlier_records_are_kept(bool onKestrel)
    {
        await using var site = await Changes.SiteAsync(onKestrel: onKestrel);
        const string Line = """{"conversation_id":"conv-42","name":"a","value":1}""";

        // Blank lines, as long as a line may be: many short ones take seconds.
        string blank = $"\n{new string(' ', (64 * 1_024) - 1)}";

        var answer = await ImportAsync(site, Line + string.Concat(Enumerable.Repeat(blank, 1_024)), "application/x-ndjson", isChunked: true);

        answer.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        answer.Body.Should().Contain("64 MiB");
        (await site.ReadAsync()).Scores.Select(static score => score.Name).Should().Equal("a");
    }

    [Fact]
    public async Task Conversations_outside_the_scope_cannot_be_scored()
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());
        const string Line = """{"conversation_id":"conv-42","name":"a","value":1}""";

        var one = await site.SendAsync("POST", "/scores", Line, Changes.TenantAnnotator);
        var many = await ImportAsync(site, Line, "application/x-ndjson", Changes.TenantAnnotator);
        var none = await ImportAsync(site, Line, "application/x-ndjson", Changes.PiiReader);

        (one.Status, none.Status).Should().Be((HttpStatusCode.NotFound, HttpStatusCode.Forbidden));
        many.Json.GetProperty("errors")[0].GetProperty("reason").GetString().Should().Be("There is no conversation conv-42.");
        (await site.ReadAsync()).Scores.Should().BeEmpty();
    }

    private static Task<Site> DeclaredAsync() => Changes.SiteAsync(static options =>
    {
        options.Scores.Add(new ScoreDefinition { Name = "csat", Min = 1, Max = 5 });
        options.Scores.Add(new ScoreDefinition { Name = "tone", Categories = { "friendly", "rude" } });
    });

    private static Task<Answer> ImportAsync(Site site, string body, string type, string key = Changes.Annotator, bool isChunked = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        HttpContent content = isChunked ? new StreamContent(PipeReader.Create(new ReadOnlySequence<byte>(bytes)).AsStream()) : new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return site.SendAsync(HttpMethod.Post, ApiRoute.Root + Import, content, ("X-API-KEY", key));
    }

    private static (int Imported, int Unchanged, int Refused) Counts(Answer answer)
        => (answer.Json.GetProperty("imported").GetInt32(), answer.Json.GetProperty("unchanged").GetInt32(), answer.Json.GetProperty("refused").GetInt32());
}
