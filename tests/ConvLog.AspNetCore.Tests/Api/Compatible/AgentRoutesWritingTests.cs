using System.Net;
using System.Text;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.Compatible;

/// <summary>Notes and improved answers through the compatible API.</summary>
public sealed class AgentRoutesWritingTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/v1/agents/bookings/conversations/conv-42";
    private const string Editor = "editor-key-0123456789";

    [Fact]
    public async Task The_latest_note_is_the_note_of_the_conversation()
    {
        await using var site = await SiteAsync();

        (await PostAsync(site, "note", """{"note":"First"}""")).Body.Should().Be("""{"success":true}""");
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await PostAsync(site, "note", """{"note":"Second","is_pii":false,"author":"Mallory","agentId":"another"}""");

        second.Status.Should().Be(HttpStatusCode.Created);
        var conversation = (await site.GetWithKeyAsync(Path, Site.PiiKey)).Json;
        conversation.GetProperty("note").GetString().Should().Be("Second");
        (await site.GetWithKeyAsync(Path)).Json.GetProperty("note").GetString().Should().Be("REDACTED");
    }

    [Fact]
    public async Task An_improved_answer_is_added_to_a_turn_by_id_or_ordinal()
    {
        await using var site = await SiteAsync();
        int turnId = (await site.GetWithKeyAsync(Path, Editor)).Json.GetProperty("turns")[1].GetProperty("turn_id").GetInt32();

        var answer = await PostAsync(site, "annotation",
            $$"""{"annotations":[{"turnId":{{turnId}},"annotation":"By id"},{"turnOrdinal":1,"improvedAnswer":"By ordinal"}]}""");

        answer.Status.Should().Be(HttpStatusCode.Created);
        string page = (await site.RevealAsync("/convlog/conversations/conv-42")).Body;
        page.Should().Contain("By id").And.Contain("By ordinal");
        page.IndexOf("By ordinal", StringComparison.Ordinal).Should().BeLessThan(page.IndexOf("By id", StringComparison.Ordinal), "the first turn comes first");
    }

    [Fact]
    public async Task Nothing_is_written_if_one_of_the_turns_does_not_exist()
    {
        var site = await sites.GetAsync(SiteAsync);

        var answer = await PostAsync(site, "annotation",
            """{"annotations":[{"turnOrdinal":1,"annotation":"Fits"},{"turnOrdinal":9,"annotation":"Does not"}]}""");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error_message").GetString().Should().Be("annotations[1] identifies a turn that this conversation does not have.");
        (await site.RevealAsync("/convlog/conversations/conv-42")).Body.Should().NotContain("Fits");
    }

    [Fact]
    public async Task Finding_a_turn_is_not_recorded_as_a_read_of_personal_data()
    {
        await using var site = await SiteAsync();

        (await PostAsync(site, "annotation", """{"annotations":[{"turnOrdinal":1,"annotation":"Better"}]}""", Site.PiiKey)).Status.Should()
            .Be(HttpStatusCode.Created);

        (await site.GetWithKeyAsync("/convlog/privacy/access", Site.PiiKey)).Body.Should().NotContain("conv-42");
    }

    [Theory]
    [InlineData("note", "{}", "note is missing; it must be a string.")]
    [InlineData("note", """{"note":7}""", "note must be a string.")]
    [InlineData("note", """{"note":""}""", "note has 0 characters; it must have 1 to *.")]
    [InlineData("note", """{"note":"  "}""", "note is blank.")]
    [InlineData("note", """{"note":"\ud800"}""", "note is not valid Unicode: it contains an unpaired surrogate or bytes that are not UTF-8.")]
    [InlineData("note", "[]", "The body must be one JSON object.")]
    [InlineData("note", "{", "The body is not JSON of at most 16 levels*")]
    [InlineData("annotation", "{}", "annotations must be a list of 1 to 100 objects.")]
    [InlineData("annotation", """{"annotations":[]}""", "annotations must be a list of 1 to 100 objects.")]
    [InlineData("annotation", """{"annotations":[7]}""", "annotations[[]0[]] must be an object.")]
    [InlineData("annotation", """{"annotations":[{"annotation":"x"}]}""", "annotations[[]0[]] requires either turnId or turnOrdinal.")]
    [InlineData("annotation", """{"annotations":[{"turnId":1,"turnOrdinal":1,"annotation":"x"}]}""",
        "annotations[[]0[]] requires either turnId or turnOrdinal.")]
    [InlineData("annotation", """{"annotations":[{"turnId":1e99,"annotation":"x"}]}""", "annotations[[]0[]].turnId must be an integer from 0 to 2147483647.")]
    [InlineData("annotation", """{"annotations":[{"turnOrdinal":1}]}""", "annotations[[]0[]].annotation is missing; it must be a string.")]
    public async Task An_invalid_body_is_refused_with_the_name_of_the_invalid_property(string route, string body, string message)
    {
        var site = await sites.GetAsync(SiteAsync);

        var answer = await PostAsync(site, route, body);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error_code").GetString().Should().Be("CONVERSATIONS_VALIDATION_FAILED");
        string told = answer.Json.GetProperty("error_message").GetString()!;
        told.Should().Match(message.Replace("[[]", "[", StringComparison.Ordinal).Replace("[]]", "]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data", 415)]
    [InlineData("application/json", 201)]
    public async Task Only_JSON_is_accepted(string contentType, int status)
    {
        var site = await sites.GetAsync(SiteAsync);
        using var content = new StringContent("""{"note":"x"}""", Encoding.UTF8, contentType);

        (await site.SendAsync(HttpMethod.Post, $"{Path}/note", content, ("X-API-KEY", Editor))).Status.Should().Be((HttpStatusCode)status);
    }

    [Fact]
    public async Task E09_A_body_that_is_too_large_or_too_deep_is_refused_with_a_4xx()
    {
        var site = await sites.GetAsync(SiteAsync);

        (await PostAsync(site, "note", $$"""{"note":"{{new string('x', 300_000)}}"}""")).Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(site, "note", new string('[', 100_000))).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_conversation_of_another_agent_is_not_found()
    {
        var site = await sites.GetAsync(SiteAsync);
        using var note = Json("""{"note":"x"}""");
        using var annotation = Json("""{"annotations":[{"turnOrdinal":1,"annotation":"x"}]}""");

        (await site.SendAsync(HttpMethod.Post, "/v1/agents/another/conversations/conv-42/note", note, ("X-API-KEY", Editor))).Status.Should()
            .Be(HttpStatusCode.NotFound);
        (await site.SendAsync(HttpMethod.Post, "/v1/agents/another/conversations/conv-42/annotation", annotation, ("X-API-KEY", Editor))).Status.Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reader_who_may_not_annotate_is_refused_in_the_documented_envelope()
    {
        var site = await sites.GetAsync(SiteAsync);

        var answer = await PostAsync(site, "note", """{"note":"x"}""", Site.ReaderKey);

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        answer.Json.GetProperty("error_code").GetString().Should().Be("USER_ACCESS_FORBIDDEN");
        answer.Json.GetProperty("data").ValueKind.Should().Be(JsonValueKind.Null);
    }

    private static async Task<Site> SiteAsync()
    {
        var site = await Site.WithKeysAsync(static options => options.ApiKeys.Add(Editor, "Editor", ConvLogPermissions.Read | ConvLogPermissions.Annotate));
        await using var conv = site.Open(new ConversationInfo("conv-42") { AgentId = "bookings" });
        foreach (string said in new[] { "Hello", "Goodbye" })
        {
            using var turn = conv.BeginTurn(said);
            turn.Complete("Yes.");
        }

        return site;
    }

    private static async Task<Answer> PostAsync(Site site, string route, string body, string key = Editor)
    {
        using var content = Json(body);
        return await site.SendAsync(HttpMethod.Post, $"{Path}/{route}", content, ("X-API-KEY", key));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
